package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.administration.apitoken.AllTokensEndpoint;
import org.watchbill.auth.administration.client.ClientsEndpoint;
import org.watchbill.auth.administration.connection.AllConnectionsEndpoint;
import org.watchbill.auth.administration.history.HistoryEndpoint;
import org.watchbill.auth.administration.invitation.InvitationsEndpoint;
import org.watchbill.auth.administration.member.FactorsResetEndpoint;
import org.watchbill.auth.administration.member.MembersEndpoint;
import org.watchbill.auth.administration.member.ResetLinkEndpoint;
import org.watchbill.auth.administration.provider.IdentityProviderPagesEndpoint;
import org.watchbill.auth.administration.serviceaccount.ServiceAccountsEndpoint;
import org.watchbill.auth.administration.serviceaccount.ServiceTokenEndpoint;
import org.watchbill.auth.administration.settings.SettingsEndpoint;
import org.watchbill.auth.apitoken.inventory.FindOrganisationTokens;
import org.watchbill.auth.apitoken.inventory.OrganisationTokens;
import org.watchbill.auth.apitoken.inventory.WithdrawApiToken;
import org.watchbill.auth.apitoken.service.CreateServiceToken;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.client.administration.ChangeClient;
import org.watchbill.auth.client.administration.DeleteClient;
import org.watchbill.auth.client.administration.FindRegisteredClients;
import org.watchbill.auth.client.administration.RegisterClientByAdministrator;
import org.watchbill.auth.client.administration.RotateClientSecret;
import org.watchbill.auth.connection.Connections;
import org.watchbill.auth.connection.FindConnections;
import org.watchbill.auth.connection.WithdrawConnection;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.history.FindSignIns;
import org.watchbill.auth.history.SignIns;
import org.watchbill.auth.invitation.FindInvitations;
import org.watchbill.auth.invitation.InvitationLimits;
import org.watchbill.auth.invitation.InvitationLinks;
import org.watchbill.auth.invitation.Invitations;
import org.watchbill.auth.invitation.InvitePerson;
import org.watchbill.auth.invitation.ResendInvitation;
import org.watchbill.auth.invitation.SendInvitation;
import org.watchbill.auth.invitation.WithdrawInvitation;
import org.watchbill.auth.membership.ChangeRole;
import org.watchbill.auth.membership.ChangeUser;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.Members;
import org.watchbill.auth.membership.RemoveMember;
import org.watchbill.auth.organisation.ChangeOrganisation;
import org.watchbill.auth.organisation.FindOrganisations;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.password.MakeResetLink;
import org.watchbill.auth.password.PasswordResets;
import org.watchbill.auth.password.ResetLinks;
import org.watchbill.auth.provider.ChangeProvider;
import org.watchbill.auth.provider.ProviderParts;
import org.watchbill.auth.serviceaccount.ChangeServiceAccount;
import org.watchbill.auth.serviceaccount.CreateServiceAccount;
import org.watchbill.auth.serviceaccount.DeleteServiceAccount;
import org.watchbill.auth.serviceaccount.FindServiceAccounts;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.Sessions;

/** What administrators do on pages. */
final class AdminRoutes {

    private static final String ROOT = "/admin/{organisation}";

    private final AuthParts parts;
    private final ProviderParts providers;
    private final InvitationLimits limits;
    private final InstantSource time;
    private final AdministrationEndpoint frame;
    private final AdministratorCommands commands;

    AdminRoutes(
            AuthParts parts, ProviderParts providers, PageParts pages, InvitationLimits limits, InstantSource time) {
        this.parts = parts;
        this.providers = providers;
        this.limits = limits;
        this.time = time;
        this.frame = new AdministrationEndpoint(
                parts.database(), parts.stores().memberships(), pages.navigation(), pages.guard());
        this.commands = new AdministratorCommands(parts.recording().commands());
    }

    void onPublic(HttpRouting.Builder routing) {
        routing.get("/admin", PageEndpoint.of(frame::choose)).get(ROOT, frame.page(frame::enter));
        members(routing);
        resetLinks(routing);
        factors(routing);
        invitations(routing);
        clients(routing);
        connections(routing);
        serviceAccounts(routing);
        apiTokens(routing);
        HistoryEndpoint history = new HistoryEndpoint(new FindSignIns(parts.database(), new SignIns()));
        routing.get(ROOT + HistoryEndpoint.LIST, frame.page(history::list));
        identityProvider(routing);
        settings(routing);
    }

    private void identityProvider(HttpRouting.Builder routing) {
        IdentityProviderPagesEndpoint endpoint = new IdentityProviderPagesEndpoint(
                new ChangeProvider(providers, parts.stores().organisations(), time), commands);
        String path = ROOT + IdentityProviderPagesEndpoint.PATH;
        routing.get(path, frame.page(endpoint::show))
                .post(path, frame.form(endpoint::add))
                .get(path + "/new", frame.page(endpoint::blank))
                .get(path + "/change", frame.page(endpoint::edit))
                .post(path + "/change", frame.form(endpoint::change))
                .get(path + "/drop", frame.page(endpoint::askToDrop))
                .post(path + "/drop", frame.form(endpoint::drop));
    }

    private void members(HttpRouting.Builder routing) {
        Members members = new Members();
        Organisations organisations = parts.stores().organisations();
        MembersEndpoint endpoint = new MembersEndpoint(
                new MembersEndpoint.UseCases(
                        new FindMembers(parts.database(), members),
                        new ChangeRole(organisations, members),
                        new ChangeUser(organisations, members, endings(), time),
                        new RemoveMember(organisations, members)),
                commands);
        String list = ROOT + MembersEndpoint.LIST;
        routing.get(list, frame.page(endpoint::list))
                .get(list + "/{id}", frame.page(endpoint::edit))
                .post(list + "/{id}", frame.form(endpoint::changeRole))
                .get(list + "/{id}/remove", frame.page(endpoint::askToRemove))
                .post(list + "/{id}/remove", frame.form(endpoint::remove))
                .get(list + "/{id}/disable", frame.page(endpoint::askToDisable))
                .post(list + "/{id}/disable", frame.form(endpoint::disable))
                .get(list + "/{id}/enable", frame.page(endpoint::askToEnable))
                .post(list + "/{id}/enable", frame.form(endpoint::enable));
    }

    private void resetLinks(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        PasswordResets resets = new PasswordResets();
        ResetLinkEndpoint endpoint = new ResetLinkEndpoint(
                new FindMembers(parts.database(), new Members()),
                new MakeResetLink(
                        resets, stores.users(), stores.memberships(), PeopleRoutes.offerReset(parts, time), time),
                new ResetLinks(parts.database(), resets, PeopleRoutes.resetLinks(parts), time),
                commands);
        String path = ROOT + MembersEndpoint.LIST + "/{id}/reset-link";
        routing.get(path, frame.page(endpoint::ask)).post(path, frame.form(endpoint::make));
    }

    private void factors(HttpRouting.Builder routing) {
        Members members = new Members();
        FactorsResetEndpoint endpoint = new FactorsResetEndpoint(
                new FindMembers(parts.database(), members), parts.resetFactors(members), commands);
        String path = ROOT + MembersEndpoint.LIST + "/{id}/reset-factors";
        routing.get(path, frame.page(endpoint::ask)).post(path, frame.form(endpoint::reset));
    }

    private void invitations(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        Invitations invitations = new Invitations();
        SendInvitation send = new SendInvitation(parts.recording().mail(), PeopleRoutes.invitationLinks(parts));
        InvitePerson.Registers registers =
                new InvitePerson.Registers(invitations, stores.organisations(), stores.memberships(), stores.users());
        InvitationsEndpoint endpoint = new InvitationsEndpoint(
                new InvitationsEndpoint.UseCases(
                        new FindInvitations(parts.database(), invitations),
                        new InvitePerson(registers, limits, send, time),
                        new ResendInvitation(invitations, stores.organisations(), limits, send, time),
                        new WithdrawInvitation(invitations, stores.organisations()),
                        new InvitationLinks(parts.database(), invitations, PeopleRoutes.invitationLinks(parts), time)),
                commands,
                time);
        String list = ROOT + InvitationsEndpoint.LIST;
        routing.get(list, frame.page(endpoint::list))
                .post(list, frame.form(endpoint::invite))
                .get(list + "/new", frame.page(endpoint::blank))
                .get(list + "/{id}/resend", frame.page(endpoint::askToResend))
                .post(list + "/{id}/resend", frame.form(endpoint::resend))
                .get(list + "/{id}/withdraw", frame.page(endpoint::askToWithdraw))
                .post(list + "/{id}/withdraw", frame.form(endpoint::withdraw));
    }

    private void clients(HttpRouting.Builder routing) {
        RegisteredClients clients = new RegisteredClients();
        ClientsEndpoint endpoint = new ClientsEndpoint(
                new ClientsEndpoint.UseCases(
                        new FindRegisteredClients(parts.database(), clients),
                        new RegisterClientByAdministrator(parts.stores().organisations(), clients, time),
                        new ChangeClient(clients),
                        new RotateClientSecret(clients),
                        new DeleteClient(clients)),
                commands);
        String list = ROOT + ClientsEndpoint.LIST;
        routing.get(list, frame.page(endpoint::list))
                .post(list, frame.form(endpoint::register))
                .get(list + "/new", frame.page(endpoint::blank))
                .get(list + "/{id}", frame.page(endpoint::edit))
                .post(list + "/{id}", frame.form(endpoint::change))
                .get(list + "/{id}/secret", frame.page(endpoint::askToRotate))
                .post(list + "/{id}/secret", frame.form(endpoint::rotate))
                .get(list + "/{id}/delete", frame.page(endpoint::askToDelete))
                .post(list + "/{id}/delete", frame.form(endpoint::delete));
    }

    private ChangeUser.Endings endings() {
        AuthParts.Stores stores = parts.stores();
        return new ChangeUser.Endings(
                new EndSessions(new Sessions()), new EndGrants(stores.grants(), time), stores.apiTokens());
    }

    private void connections(HttpRouting.Builder routing) {
        AllConnectionsEndpoint endpoint = new AllConnectionsEndpoint(
                new FindConnections(parts.database(), new Connections()),
                new WithdrawConnection(
                        new Connections(), new EndGrants(parts.stores().grants(), time)),
                commands,
                time);
        String list = ROOT + AllConnectionsEndpoint.LIST;
        routing.get(list, frame.page(endpoint::list))
                .get(list + "/{id}/end", frame.page(endpoint::askToEnd))
                .post(list + "/{id}/end", frame.form(endpoint::end));
    }

    private void apiTokens(HttpRouting.Builder routing) {
        OrganisationTokens tokens = new OrganisationTokens();
        AllTokensEndpoint endpoint = new AllTokensEndpoint(
                new FindOrganisationTokens(parts.database(), tokens), new WithdrawApiToken(tokens), commands, time);
        String list = ROOT + AllTokensEndpoint.LIST;
        routing.get(list, frame.page(endpoint::list))
                .get(list + "/{id}/revoke", frame.page(endpoint::askToRevoke))
                .post(list + "/{id}/revoke", frame.form(endpoint::revoke));
    }

    private void settings(HttpRouting.Builder routing) {
        Organisations organisations = parts.stores().organisations();
        SettingsEndpoint endpoint = new SettingsEndpoint(
                new FindOrganisations(parts.database(), organisations),
                new ChangeOrganisation(organisations),
                commands);
        routing.get(ROOT + SettingsEndpoint.PATH, frame.page(endpoint::show))
                .post(ROOT + SettingsEndpoint.PATH, frame.form(endpoint::change));
    }

    private void serviceAccounts(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        FindServiceAccounts find = new FindServiceAccounts(parts.database(), stores.serviceAccounts());
        ServiceAccountsEndpoint accounts = new ServiceAccountsEndpoint(
                new ServiceAccountsEndpoint.UseCases(
                        find,
                        new CreateServiceAccount(stores.organisations(), stores.serviceAccounts(), time),
                        new ChangeServiceAccount(stores.organisations(), stores.serviceAccounts(), time),
                        new DeleteServiceAccount(stores.serviceAccounts())),
                commands);
        ServiceTokenEndpoint tokens = new ServiceTokenEndpoint(
                find,
                new CreateServiceToken(stores.organisations(), stores.serviceAccounts(), stores.apiTokens(), time),
                commands);
        String list = ROOT + ServiceAccountsEndpoint.LIST;
        routing.get(list, frame.page(accounts::list))
                .post(list, frame.form(accounts::create))
                .get(list + "/new", frame.page(accounts::blank))
                .get(list + "/{id}", frame.page(accounts::edit))
                .post(list + "/{id}", frame.form(accounts::change))
                .get(list + "/{id}/disable", frame.page(accounts::askToDisable))
                .post(list + "/{id}/disable", frame.form(accounts::disable))
                .get(list + "/{id}/enable", frame.page(accounts::askToEnable))
                .post(list + "/{id}/enable", frame.form(accounts::enable))
                .get(list + "/{id}/delete", frame.page(accounts::askToDelete))
                .post(list + "/{id}/delete", frame.form(accounts::delete))
                .get(list + "/{id}/tokens/new", frame.page(tokens::blank))
                .post(list + "/{id}/tokens", frame.form(tokens::create));
    }
}
