package org.watchbill.auth.membership;

import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.token.Role;

/** Somebody in an organisation, with the account behind. */
public record Member(User.Id id, Account account, Role role, Instant since, long version) {

    /** What every organisation of the person sees of the account; {@code version} is the account's own. */
    public record Account(
            String email,
            boolean emailVerified,
            String name,
            boolean disabled,
            Instant createdAt,
            SignInFacts signIn,
            long version) {}

    /** How well the account is guarded, and when it was used last. */
    public record SignInFacts(boolean secondFactor, Optional<Instant> last) {}

    boolean isActiveAdministrator() {
        return role == Role.ADMIN && !account.disabled();
    }
}
