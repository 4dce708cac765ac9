package org.watchbill.kit.rest;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/**
 * Who may do something.
 *
 * @param scope the scopes that it takes, with spaces between
 * @param role why others are refused, as a sentence
 */
public record Admission(String scope, String role, Predicate<Caller> admits) {

    /** Everybody who holds the scope. */
    public static Admission members(String scope) {
        return new Admission(scope, "Everybody may do this", _ -> true);
    }

    public static Admission administrators(String scope) {
        return new Admission(scope, "Only an administrator of the organisation may do this", Caller::isAdmin);
    }

    Optional<Refusal> refusal(Caller caller) {
        if (!admits.test(caller)) {
            return Optional.of(Refusal.of(ErrorCode.FORBIDDEN_ROLE, role));
        }
        return Arrays.stream(scope.split(" ")).allMatch(caller::may)
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The token lacks the scope " + scope));
    }
}
