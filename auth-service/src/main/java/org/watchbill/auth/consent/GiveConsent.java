package org.watchbill.auth.consent;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outcome;

/** Turns a person's answer into a grant or a refusal, in the caller's transaction. */
public final class GiveConsent {

    /** What an answer touches. */
    public record Registers(Clients clients, Grants grants, AccountEvents events) {}

    private record Answer(Session session, Wish wish, ConsentForm form) {}

    private final Registers registers;
    private final FindQuestion findQuestion;
    private final InstantSource time;

    public GiveConsent(Registers registers, FindQuestion findQuestion, InstantSource time) {
        this.registers = registers;
        this.findQuestion = findQuestion;
        this.time = time;
    }

    /** Empty when the form names an organisation or a right that was not offered; then nothing is written. */
    public Optional<Grant> approve(DbTransaction transaction, Session session, Wish wish, ConsentForm form) {
        Answer answer = new Answer(session, wish, form);
        return question(transaction, session, wish)
                .flatMap(question -> chosen(question, form)
                        .flatMap(membership -> ScopeRules.approved(question.offer(), form.ticked(), membership.role())
                                .map(scopes -> grant(answer, membership, scopes))))
                .map(grant -> give(transaction, grant));
    }

    /** Told to the organisation that the form names, or to all of the person's when it names none of them. */
    public void deny(DbTransaction transaction, Session session, Wish wish, ConsentForm form) {
        Happening denied = Happening.by(
                        session.user().id(), "deny_connection", new Change.Target("client", wish.clientId()))
                .refused(Outcome.DECLINED, "denied");
        question(transaction, session, wish)
                .flatMap(question -> chosen(question, form))
                .ifPresentOrElse(
                        membership -> registers
                                .events()
                                .tell(transaction, membership.organisation().id(), denied),
                        () -> registers
                                .events()
                                .tellAllOf(transaction, session.user().id(), denied));
    }

    private Optional<Question> question(DbTransaction transaction, Session session, Wish wish) {
        return registers
                .clients()
                .find(transaction, wish.clientId())
                .flatMap(client -> findQuestion.find(transaction, session.user().id(), client, wish));
    }

    private static Optional<Membership> chosen(Question question, ConsentForm form) {
        return question.memberships().stream()
                .filter(membership -> membership.organisation().id().toString().equals(form.organisation()))
                .findFirst();
    }

    private Grant grant(Answer answer, Membership membership, Set<String> scopes) {
        Instant now = time.instant();
        return new Grant(
                Grant.Id.next(),
                answer.session().user().id(),
                answer.wish().clientId(),
                membership.organisation().id(),
                scopes,
                answer.wish().resource(),
                new Grant.Times(
                        new Grant.SignIn(
                                answer.session().signedInAt(), answer.session().methods()),
                        now,
                        now.plus(answer.form().lifetime())));
    }

    private Grant give(DbTransaction transaction, Grant grant) {
        registers.grants().insert(transaction, grant);
        registers
                .clients()
                .authorise(transaction, grant.clientId(), grant.times().createdAt());
        registers
                .events()
                .tell(
                        transaction,
                        grant.organisation(),
                        Happening.by(
                                        grant.user(),
                                        "approve_connection",
                                        new Change.Target(
                                                "connection", grant.id().toString()))
                                .with("client", grant.clientId())
                                .with("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                                .with("resource", grant.resource())
                                .with("expires_at", grant.times().expiresAt().toString()));
        return grant;
    }
}
