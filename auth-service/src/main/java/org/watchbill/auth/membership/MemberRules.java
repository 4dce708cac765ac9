package org.watchbill.auth.membership;

import java.util.Optional;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/** What may not happen to somebody in an organisation. */
final class MemberRules {

    private MemberRules() {}

    static Refusal notFound() {
        return Refusal.of(ErrorCode.NOT_FOUND, "There is no such person in the organisation");
    }

    /** Against taking an administrator away; {@code others} is how many would be left. */
    static Optional<Refusal> lastAdministrator(Member member, long others) {
        return member.isActiveAdministrator() && others == 0
                ? Optional.of(Refusal.of(
                        ErrorCode.CONFLICT,
                        "This is the last administrator of the organisation; make somebody else one first"))
                : Optional.empty();
    }

    /** Against resetting one's own. */
    static Optional<Refusal> ownFactors(boolean own) {
        return own
                ? Optional.of(Refusal.of(
                        ErrorCode.CONFLICT,
                        "Your own factors are removed on your security page; if you have lost them, ask another"
                                + " administrator or the operator"))
                : Optional.empty();
    }

    static Optional<Refusal> noFactors(boolean any) {
        return any ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.CONFLICT, "The person has no second factor"));
    }

    /** Against changing an account that is not only this organisation's affair. */
    static Optional<Refusal> sharedAccount(boolean elsewhere) {
        return elsewhere
                ? Optional.of(Refusal.of(
                        ErrorCode.CONFLICT,
                        "The person belongs to other organisations too; remove them from this one instead"))
                : Optional.empty();
    }
}
