package org.watchbill.auth.session.step;

import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.SecondFactorLimits;
import org.watchbill.auth.factor.passkey.Challenges;
import org.watchbill.auth.factor.passkey.CheckPasskey;
import org.watchbill.auth.factor.recovery.UseRecoveryCode;
import org.watchbill.auth.factor.totp.CheckTotp;
import org.watchbill.auth.history.RecordAttempt;
import org.watchbill.auth.history.Visitor;

/** Checks a second factor; the step that it belongs to lets in once. */
public final class AnswerSecondStep {

    /** What can be proven. */
    public record Checks(CheckTotp app, CheckPasskey passkey, UseRecoveryCode recoveryCode) {}

    /** What was sent: a factor and its proof; {@code browser} is the token of the browser's forms. */
    record Answer(SignInMethod method, String proof, String browser) {

        @Override
        public String toString() {
            return "Answer[" + method + "]";
        }
    }

    private final SecondSteps steps;
    private final Checks checks;
    private final SecondFactorLimits limits;
    private final RecordAttempt record;

    public AnswerSecondStep(SecondSteps steps, Checks checks, SecondFactorLimits limits, RecordAttempt record) {
        this.steps = steps;
        this.checks = checks;
        this.limits = limits;
        this.record = record;
    }

    StepDecision answer(String secret, Answer answer, Visitor visitor) {
        Optional<SecondSteps.Waiting> found = steps.find(secret);
        if (found.isEmpty()) {
            return new StepDecision.Gone();
        }
        SecondSteps.Waiting waiting = found.get();
        User user = waiting.user();
        if (!allowed(user.id(), answer.method(), visitor)) {
            return new StepDecision.TooManyAttempts();
        }
        if (!isRight(user.id(), answer)) {
            record.wrongSecondFactor(user, waiting.step().method(), visitor);
            return new StepDecision.Wrong();
        }
        limits.succeeded(user.id(), visitor.address());
        return steps.take(secret)
                ? new StepDecision.Passed(
                        user,
                        Set.of(waiting.step().method(), answer.method()),
                        waiting.step().continueTo())
                : new StepDecision.Gone();
    }

    private boolean allowed(User.Id user, SignInMethod method, Visitor visitor) {
        return limits.allows(user, visitor.address()) && (method != SignInMethod.TOTP || limits.allowsAppCode(user));
    }

    private boolean isRight(User.Id user, Answer answer) {
        return switch (answer.method()) {
            case TOTP -> checks.app().isRight(user, answer.proof());
            case RECOVERY_CODE -> checks.recoveryCode().isRight(user, answer.proof());
            case PASSKEY ->
                checks.passkey()
                        .check(answer.proof(), Challenges.Purpose.SECOND_STEP, answer.browser())
                        .filter(owner -> owner.id().equals(user))
                        .isPresent();
            case PASSWORD, PROVIDER, LINK -> false;
        };
    }
}
