package org.watchbill.auth.invitation;

import java.util.Optional;
import org.watchbill.auth.account.EmailAddress;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/** Which invitations may be made. */
final class InvitationRules {

    static final int USUAL_DAYS = 7;
    static final int MOST_DAYS = 30;
    static final int MOST_OPEN = 500;

    private static final int LONGEST_NAME = 200;

    private InvitationRules() {}

    static Optional<Refusal> objection(InvitePerson.Order order) {
        if (EmailAddress.normalised(order.email()).isEmpty()) {
            return Optional.of(Refusal.invalid("email", "The e-mail address is not complete"));
        }
        if (order.name().length() > LONGEST_NAME
                || !PlainText.isPlain(order.name())
                || order.name().chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Refusal.invalid("name", "A name has at most 200 characters and no control characters"));
        }
        return days(order.days());
    }

    static Optional<Refusal> days(int days) {
        return days >= 1 && days <= MOST_DAYS
                ? Optional.empty()
                : Optional.of(Refusal.invalid("days", "An invitation is good for 1 to 30 days"));
    }

    static Refusal isMember() {
        return Refusal.of(ErrorCode.CONFLICT, "This person is a member already");
    }

    static Refusal isInvited() {
        return Refusal.of(ErrorCode.CONFLICT, "This address is invited already: send that invitation again");
    }

    static Refusal tooManyOpen() {
        return Refusal.of(ErrorCode.QUOTA_EXCEEDED, "The organisation has 500 open invitations, which is the most");
    }

    static Refusal tooMany() {
        return Refusal.of(ErrorCode.RATE_LIMITED, "Too many invitations were sent; try again in an hour");
    }

    static Refusal notFound() {
        return Refusal.of(ErrorCode.NOT_FOUND, "There is no such invitation");
    }
}
