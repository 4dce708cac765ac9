package org.watchbill.auth.administration.invitation;

import io.helidon.http.Status;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Question;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.administration.RoleInput;
import org.watchbill.auth.invitation.FindInvitations;
import org.watchbill.auth.invitation.Invitation;
import org.watchbill.auth.invitation.InvitationLinks;
import org.watchbill.auth.invitation.InvitePerson;
import org.watchbill.auth.invitation.ResendInvitation;
import org.watchbill.auth.invitation.WithdrawInvitation;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.page.SecretPage;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/invitations}: invites people, sends invitations again and takes them back. */
public final class InvitationsEndpoint {

    public static final String LIST = "/invitations";

    private static final int PAGE = 50;

    /** What administrators can do here. */
    public record UseCases(
            FindInvitations find,
            InvitePerson invite,
            ResendInvitation resend,
            WithdrawInvitation withdraw,
            InvitationLinks links) {}

    private final UseCases useCases;
    private final AdministratorCommands commands;
    private final InstantSource time;

    public InvitationsEndpoint(UseCases useCases, AdministratorCommands commands, InstantSource time) {
        this.useCases = useCases;
        this.commands = commands;
        this.time = time;
    }

    public void list(Visit visit) {
        Page<Invitation> found = Page.cut(
                useCases.find()
                        .after(
                                visit.administrator().organisation().id(),
                                visit.after().key(),
                                PAGE + 1),
                PAGE,
                invitation -> new Cursor(invitation.email(), invitation.id().value()));
        String list = visit.administrator().path(LIST);
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Invitations",
                        "Those that nobody has accepted yet.",
                        notice(visit.parameters().optional("done")),
                        "No invitation is open."),
                TablePage.Controls.of(new TablePage.Link(list + "/new", "Invite somebody", "")),
                List.of("E-mail address", "Role", "Sent on", "Ends on"),
                found.items().stream().map(invitation -> row(visit, invitation)).toList(),
                visit.pager(LIST, found)));
    }

    private static String notice(Optional<String> done) {
        return switch (done.orElse("")) {
            case "sent" -> "The invitation is on its way.";
            case "withdrawn" -> "The invitation is withdrawn.";
            default -> "";
        };
    }

    private TablePage.Row row(Visit visit, Invitation invitation) {
        String path = visit.administrator().path(LIST) + "/" + invitation.id();
        boolean ended = !time.instant().isBefore(invitation.sending().expiresAt());
        var zone = visit.administrator().organisation().zone();
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(invitation.email(), invitation.name()).marked(ended ? "has ended" : ""),
                        TablePage.Cell.of(RoleInput.words(invitation.role())),
                        TablePage.Cell.at(WallTime.day(invitation.sending().sentAt(), zone)),
                        TablePage.Cell.at(WallTime.day(invitation.sending().expiresAt(), zone))),
                List.of(
                        new TablePage.Link(path + "/resend", "Send again", "to " + invitation.email()),
                        new TablePage.Link(path + "/withdraw", "Withdraw", "the one to " + invitation.email())));
    }

    /** The form for another one. */
    public void blank(Visit visit) {
        visit.show(form(visit, new Draft("", "", Role.MEMBER), ""));
    }

    public void invite(Visit visit) {
        Draft draft = new Draft(
                visit.parameters().optional("email").orElse("").strip(),
                visit.parameters().optional("name").orElse("").strip(),
                RoleInput.read(visit.parameters().optional("role").orElse("")));
        Secret secret = new Secret(RandomSecret.next());
        ObjectNode audited = Json.object().put("role", draft.role().name().toLowerCase(Locale.ROOT));
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "invite_person",
                        audited.deepCopy().put("email", draft.email()).put("name", draft.name()),
                        audited),
                transaction -> useCases.invite()
                        .run(
                                transaction,
                                visit.administrator().caller(),
                                new InvitePerson.Order(draft.email(), draft.name(), draft.role(), secret)));
        switch (result) {
            case CommandResult.Done ignored -> sent(visit, secret);
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        form(visit, draft, AdministratorCommands.words(refused.refusal())));
        }
    }

    public void askToResend(Visit visit) {
        Invitation invitation = invitation(visit);
        visit.ask(
                new Question(
                        "Send the invitation to " + invitation.email() + " again?",
                        "There will be another link; the one before stops working.",
                        "Send again",
                        1),
                LIST + "/" + invitation.id() + "/resend",
                LIST);
    }

    public void resend(Visit visit) {
        Invitation.Id id = id(visit);
        Secret secret = new Secret(RandomSecret.next());
        ObjectNode asked = Json.object().put("id", id.toString());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("resend_invitation", asked, asked),
                transaction -> useCases.resend()
                        .run(transaction, visit.administrator().caller(), new ResendInvitation.Order(id, secret))));
        sent(visit, secret);
    }

    /** Without mail the administrator brings the link. */
    private void sent(Visit visit, Secret secret) {
        useCases.links()
                .toShow(secret)
                .ifPresentOrElse(
                        link -> visit.show(new SecretPage(
                                visit.navigation(),
                                "Bring this link to the person",
                                "Whoever opens it first can join. This installation sends no mail.",
                                List.of(new SecretPage.Line("Link", link)),
                                visit.administrator().path(LIST))),
                        () -> visit.goTo(LIST + "?done=sent"));
    }

    public void askToWithdraw(Visit visit) {
        Invitation invitation = invitation(visit);
        visit.ask(
                new Question(
                        "Withdraw the invitation to " + invitation.email() + "?",
                        "Its link stops working.",
                        "Withdraw",
                        1),
                LIST + "/" + invitation.id() + "/withdraw",
                LIST);
    }

    public void withdraw(Visit visit) {
        WithdrawInvitation.Order order = new WithdrawInvitation.Order(id(visit));
        ObjectNode asked = Json.object().put("id", order.id().toString());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("withdraw_invitation", asked, asked),
                transaction -> useCases.withdraw()
                        .run(transaction, visit.administrator().caller().organisation(), order)));
        visit.goTo(LIST + "?done=withdrawn");
    }

    private record Draft(String email, String name, Role role) {}

    private static FormPage form(Visit visit, Draft draft, String problem) {
        String list = visit.administrator().path(LIST);
        return new FormPage(
                visit.navigation(),
                new FormPage.Words("Invite somebody", "The invitation is good for seven days.", problem),
                new FormPage.Form(
                        list,
                        visit.hidden(),
                        List.of(
                                new FormPage.Input.Line("email", "E-mail address", draft.email(), 254, ""),
                                new FormPage.Input.Line("name", "Name", draft.name(), 200, "May be left empty."),
                                RoleInput.of(draft.role())),
                        "Invite"),
                list);
    }

    private Invitation invitation(Visit visit) {
        return useCases.find()
                .one(visit.administrator().organisation().id(), id(visit))
                .orElseThrow(AdministrationEndpoint::unknown);
    }

    private static Invitation.Id id(Visit visit) {
        return Identifiers.uuid(visit.segment("id"))
                .map(Invitation.Id::new)
                .orElseThrow(AdministrationEndpoint::unknown);
    }
}
