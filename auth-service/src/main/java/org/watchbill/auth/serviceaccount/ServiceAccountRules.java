package org.watchbill.auth.serviceaccount;

import java.util.Optional;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.PlainText;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/** What a service account may look like. */
final class ServiceAccountRules {

    static final int MOST = 100;

    private static final int LONGEST_NAME = 80;

    private ServiceAccountRules() {}

    /** What is wrong with a name that is given in {@code field} {@code name}. */
    static Optional<Refusal> objection(String name) {
        boolean usable = !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= LONGEST_NAME
                && PlainText.isPlain(name)
                && name.codePoints().noneMatch(Character::isISOControl);
        return usable
                ? Optional.empty()
                : Optional.of(Refusal.invalid("name", "Give the service account a name of at most 80 characters."));
    }

    static Refusal nameTaken() {
        return Refusal.of(ErrorCode.CONFLICT, "Another service account of the organisation has this name.");
    }

    static Refusal tooMany() {
        return Refusal.of(
                ErrorCode.QUOTA_EXCEEDED, "The organisation has 100 service accounts, which is the most. Delete one.");
    }

    static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "There is no such service account in the organisation.");
    }

    static Optional<Refusal> stale(ServiceAccount account, ExpectedVersions expected) {
        return expected.objection(account.version(), ServiceAccountView.json(account));
    }
}
