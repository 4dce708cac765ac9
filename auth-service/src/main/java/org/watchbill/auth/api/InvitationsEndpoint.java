package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.post;

import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.invitation.FindInvitations;
import org.watchbill.auth.invitation.Invitation;
import org.watchbill.auth.invitation.InvitationLinks;
import org.watchbill.auth.invitation.InvitationView;
import org.watchbill.auth.invitation.InvitePerson;
import org.watchbill.auth.invitation.ResendInvitation;
import org.watchbill.auth.invitation.WithdrawInvitation;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.rest.Admission;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.node.ObjectNode;

/** {@code /invitations}: who is asked to join. Where no mail can be sent, the answer shows the link, once. */
public final class InvitationsEndpoint implements RestApi.Part {

    /** Whom to invite. */
    public record Draft(
            String email,

            @Describe("What to call the person until they say it themselves")
            Optional<String> name,

            Role role,

            @Describe(value = "How long it is good, 7 days without", min = 1, max = 30)
            Optional<Integer> days) {}

    /** How to send it again. */
    public record Sending(
            @Describe(value = "How long it is good from now, 7 days without", min = 1, max = 30)
            Optional<Integer> days) {}

    /** What can be done with invitations. */
    public record UseCases(
            FindInvitations find,
            InvitePerson invite,
            ResendInvitation resend,
            WithdrawInvitation withdraw,
            InvitationLinks links) {}

    private static final int USUAL_DAYS = 7;
    private static final Admission READ = Admission.administrators("people:read");

    private static final Operation LIST = get(
                    "list_invitations", "/invitations", "Those that are not accepted, by e-mail address", READ)
            .answersPage(InvitationView.class);
    private static final Operation GET =
            get("get_invitation", "/invitations/{id}", "One of them", READ).answers(InvitationView.class);
    private static final Operation INVITE = post(
                    "invite_person", "/invitations", "Invite an e-mail address", Admissions.CHANGE_PEOPLE)
            .takes(Draft.class)
            .creates(InvitationView.class);
    private static final Operation RESEND = post(
                    "resend_invitation",
                    "/invitations/{id}/sending",
                    "Send it again with another link",
                    Admissions.CHANGE_PEOPLE)
            .takes(Sending.class)
            .answers(InvitationView.class);
    private static final Operation WITHDRAW =
            Operation.delete("withdraw_invitation", "/invitations/{id}", "Take it back", Admissions.CHANGE_PEOPLE);

    private final UseCases useCases;

    public InvitationsEndpoint(UseCases useCases) {
        this.useCases = useCases;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, this::list)
                .read(GET, this::find)
                .write(INVITE, this::invite)
                .write(RESEND, this::resend)
                .write(WITHDRAW, this::withdraw);
    }

    private Record list(Caller caller, RestRequest request) {
        int limit = request.query().limit();
        String after = request.query().cursor().key();
        return Items.of(Page.cut(
                        useCases.find().after(Tenant.of(caller), after, limit + 1),
                        limit,
                        (Invitation last) -> new Cursor(last.email(), last.id().value()))
                .map(InvitationView::of));
    }

    private Record find(Caller caller, RestRequest request) {
        return useCases.find()
                .one(Tenant.of(caller), id(request))
                .map(InvitationView::of)
                .orElseThrow(Tenant::nothing);
    }

    private ApiWrites.Write invite(Caller caller, RestRequest request) {
        Draft draft = request.body(Draft.class);
        Secret secret = new Secret(RandomSecret.next());
        InvitePerson.Order order = new InvitePerson.Order(
                draft.email(),
                draft.name().orElse(""),
                draft.role(),
                draft.days().orElse(USUAL_DAYS),
                secret);
        ObjectNode audited = Json.object();
        audited.set("role", Json.tree(draft.role()));
        return request.write(audited, transaction -> useCases.invite().run(transaction, caller, order))
                .showing(() -> link(secret));
    }

    private ApiWrites.Write resend(Caller caller, RestRequest request) {
        Sending sending = request.body(Sending.class);
        Secret secret = new Secret(RandomSecret.next());
        ResendInvitation.Order order =
                new ResendInvitation.Order(id(request), sending.days().orElse(USUAL_DAYS), secret);
        return request.write(Json.object(), transaction -> useCases.resend().run(transaction, caller, order))
                .showing(() -> link(secret));
    }

    private ApiWrites.Write withdraw(Caller caller, RestRequest request) {
        WithdrawInvitation.Order order = new WithdrawInvitation.Order(id(request));
        return request.write(
                Json.object(), transaction -> useCases.withdraw().run(transaction, caller.organisation(), order));
    }

    private ObjectNode link(Secret secret) {
        ObjectNode shown = Json.object();
        useCases.links().toShow(secret).ifPresent(link -> shown.put("link", link));
        return shown;
    }

    private static Invitation.Id id(RestRequest request) {
        UUID id = request.id();
        return new Invitation.Id(id);
    }
}
