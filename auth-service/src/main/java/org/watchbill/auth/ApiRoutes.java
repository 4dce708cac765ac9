package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.api.AdmitCaller;
import org.watchbill.auth.api.ApiTokenEndpoint;
import org.watchbill.auth.api.BearerEndpoint;
import org.watchbill.auth.api.ClientEndpoint;
import org.watchbill.auth.api.ConnectionEndpoint;
import org.watchbill.auth.api.DocumentEndpoint;
import org.watchbill.auth.api.IdentityProviderEndpoint;
import org.watchbill.auth.api.InvitationsEndpoint;
import org.watchbill.auth.api.KeyEndpoint;
import org.watchbill.auth.api.MembershipEndpoint;
import org.watchbill.auth.api.OrganisationEndpoint;
import org.watchbill.auth.api.ServiceAccountEndpoint;
import org.watchbill.auth.api.SignInHistoryEndpoint;
import org.watchbill.auth.api.UserEndpoint;
import org.watchbill.auth.apitoken.inventory.FindOrganisationTokens;
import org.watchbill.auth.apitoken.inventory.OrganisationTokens;
import org.watchbill.auth.apitoken.inventory.WithdrawApiToken;
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
import org.watchbill.auth.key.OrderRotation;
import org.watchbill.auth.membership.ChangeRole;
import org.watchbill.auth.membership.ChangeUser;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.Members;
import org.watchbill.auth.membership.RemoveMember;
import org.watchbill.auth.organisation.ChangeOrganisation;
import org.watchbill.auth.organisation.FindOrganisations;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.provider.ChangeProvider;
import org.watchbill.auth.provider.ProviderParts;
import org.watchbill.auth.serviceaccount.ChangeServiceAccount;
import org.watchbill.auth.serviceaccount.CreateServiceAccount;
import org.watchbill.auth.serviceaccount.DeleteServiceAccount;
import org.watchbill.auth.serviceaccount.FindServiceAccounts;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.setup.AddOrganisation;
import org.watchbill.auth.token.AccessTokens;
import org.watchbill.kit.rest.RestApi;

/** The REST API of the accounts. */
final class ApiRoutes {

    private static final String BASE = "/api/v1";

    private final AuthParts parts;
    private final ProviderParts providers;
    private final InstantSource time;
    private final InvitationLimits limits;
    private final SendInvitation sendInvitation;
    private final InvitePerson invitePerson;

    ApiRoutes(AuthParts parts, ProviderParts providers, InvitationLimits limits, InstantSource time) {
        this.parts = parts;
        this.providers = providers;
        this.time = time;
        this.limits = limits;
        this.sendInvitation = new SendInvitation(parts.recording().mail(), PeopleRoutes.invitationLinks(parts));
        AuthParts.Stores stores = parts.stores();
        this.invitePerson = new InvitePerson(
                new InvitePerson.Registers(
                        new Invitations(), stores.organisations(), stores.memberships(), stores.users()),
                limits,
                sendInvitation,
                time);
    }

    void onPublic(HttpRouting.Builder routing) {
        RestApi api = new RestApi(BASE, door(), parts.recording().commands())
                .with(organisations(), users(), memberships(), invitations())
                .with(clients(), serviceAccounts(), apiTokens(), connections(), keys(), signIns(), identityProvider());
        api.routing(routing);
        DocumentEndpoint documents =
                new DocumentEndpoint(api, parts.issuer(), parts.resources().accounts());
        ProtocolRoutes.read(routing, "/openapi.json", documents::document);
        ProtocolRoutes.read(routing, "/.well-known/oauth-protected-resource/api", documents::metadata);
    }

    private BearerEndpoint door() {
        AuthParts.Stores stores = parts.stores();
        return new BearerEndpoint(
                parts.keys(),
                new AdmitCaller(
                        new AdmitCaller.Registers(
                                parts.database(),
                                stores.grants(),
                                parts.people(),
                                stores.organisations(),
                                new RegisteredClients()),
                        new AccessTokens(parts.keys(), parts.issuer(), time),
                        parts.useApiToken(time),
                        parts.resources().accounts(),
                        time),
                parts.proofs());
    }

    private RestApi.Part organisations() {
        AuthParts.Stores stores = parts.stores();
        return new OrganisationEndpoint(
                new FindOrganisations(parts.database(), stores.organisations()),
                new ChangeOrganisation(stores.organisations()),
                new AddOrganisation(stores.organisations(), invitePerson, time),
                invitationLinks());
    }

    private RestApi.Part users() {
        AuthParts.Stores stores = parts.stores();
        ChangeUser.Endings endings = new ChangeUser.Endings(
                new EndSessions(new Sessions()), new EndGrants(stores.grants(), time), stores.apiTokens());
        Members members = new Members();
        return new UserEndpoint(
                new FindMembers(parts.database(), members),
                new ChangeUser(stores.organisations(), members, endings, time),
                parts.resetFactors(members));
    }

    private RestApi.Part memberships() {
        Members members = new Members();
        return new MembershipEndpoint(
                new FindMembers(parts.database(), members),
                new ChangeRole(parts.stores().organisations(), members),
                new RemoveMember(parts.stores().organisations(), members));
    }

    private RestApi.Part apiTokens() {
        OrganisationTokens tokens = new OrganisationTokens();
        return new ApiTokenEndpoint(new FindOrganisationTokens(parts.database(), tokens), new WithdrawApiToken(tokens));
    }

    private RestApi.Part serviceAccounts() {
        AuthParts.Stores stores = parts.stores();
        return new ServiceAccountEndpoint(
                new FindServiceAccounts(parts.database(), stores.serviceAccounts()),
                new CreateServiceAccount(stores.organisations(), stores.serviceAccounts(), time),
                new ChangeServiceAccount(stores.organisations(), stores.serviceAccounts(), time),
                new DeleteServiceAccount(stores.serviceAccounts()));
    }

    private RestApi.Part connections() {
        Connections connections = new Connections();
        return new ConnectionEndpoint(
                new FindConnections(parts.database(), connections),
                new WithdrawConnection(connections, new EndGrants(parts.stores().grants(), time)));
    }

    private RestApi.Part keys() {
        return new KeyEndpoint(
                parts.rotation().findKeys(), new OrderRotation(parts.rotation().rotateKeys()));
    }

    private RestApi.Part signIns() {
        return new SignInHistoryEndpoint(new FindSignIns(parts.database(), new SignIns()));
    }

    private RestApi.Part clients() {
        RegisteredClients clients = new RegisteredClients();
        return new ClientEndpoint(new ClientEndpoint.UseCases(
                new FindRegisteredClients(parts.database(), clients),
                new RegisterClientByAdministrator(parts.stores().organisations(), clients, time),
                new ChangeClient(clients),
                new RotateClientSecret(clients),
                new DeleteClient(clients)));
    }

    private RestApi.Part identityProvider() {
        return new IdentityProviderEndpoint(
                new ChangeProvider(providers, parts.stores().organisations(), time));
    }

    private RestApi.Part invitations() {
        Invitations invitations = new Invitations();
        Organisations organisations = parts.stores().organisations();
        return new InvitationsEndpoint(new InvitationsEndpoint.UseCases(
                new FindInvitations(parts.database(), invitations),
                invitePerson,
                new ResendInvitation(invitations, organisations, limits, sendInvitation, time),
                new WithdrawInvitation(invitations, organisations),
                invitationLinks()));
    }

    private InvitationLinks invitationLinks() {
        return new InvitationLinks(parts.database(), new Invitations(), PeopleRoutes.invitationLinks(parts), time);
    }
}
