package org.watchbill.auth.membership;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.FactorMails;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.factor.SecondFactors;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.factor.recovery.RecoveryCodes;
import org.watchbill.auth.factor.totp.TotpFactors;
import org.watchbill.auth.link.LetterText;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.step.SignInSteps;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mail.MailOutbox;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/**
 * Takes app, passkeys and recovery codes from somebody who has lost them all and is in no other organisation, and ends the
 * sessions and sign-ins that rest on them. Nobody can do it to themselves: a session alone would do away with what guards
 * against a stolen one.
 */
public final class ResetFactors {

    /** The sign-ins that end, finished or not. */
    public record Endings(EndSessions sessions, SignInSteps steps) {}

    /** How the person hears of it. */
    public record Messages(MailOutbox outbox, FactorMails mails) {}

    private final Members members;
    private final MemberWrites writes;
    private final FindFactors findFactors;
    private final Endings endings;
    private final Messages messages;
    private final TotpFactors apps = new TotpFactors();
    private final Passkeys passkeys = new Passkeys();
    private final RecoveryCodes codes = new RecoveryCodes();

    public ResetFactors(
            Organisations organisations, Members members, FindFactors findFactors, Endings endings, Messages messages) {
        this.members = members;
        this.writes = new MemberWrites(organisations, members);
        this.findFactors = findFactors;
        this.endings = endings;
        this.messages = messages;
    }

    public CommandResult run(DbTransaction transaction, Caller caller, User.Id id) {
        Change.Target target = new Change.Target("user", id.toString());
        Member member = writes.lock(transaction, caller.organisation(), id);
        members.lockAccount(transaction, id);
        Optional<Refusal> objection = objection(transaction, caller, id);
        if (objection.isPresent()) {
            return MemberWrites.refused(objection.get(), target);
        }
        apps.delete(transaction, id);
        passkeys.deleteAll(transaction, id);
        codes.deleteAll(transaction, id);
        endings.sessions().all(transaction, id);
        endings.steps().deleteOf(transaction, id);
        messages.outbox()
                .add(
                        transaction,
                        messages.mails()
                                .reset(
                                        member.account().email(),
                                        LetterText.name(caller.organisation().name())));
        return new CommandResult.Done(Json.object(), new Change(target, Optional.empty(), Optional.empty()));
    }

    private Optional<Refusal> objection(DbTransaction transaction, Caller caller, User.Id id) {
        SecondFactors factors = findFactors.of(transaction, id);
        return MemberRules.sharedAccount(
                        members.isAlsoElsewhere(transaction, MemberWrites.id(caller.organisation()), id))
                .or(() -> MemberRules.ownFactors(
                        caller.user().filter(id.value()::equals).isPresent()))
                .or(() -> MemberRules.noFactors(factors.required() || factors.recoveryCodes() > 0));
    }
}
