package org.watchbill.auth.membership;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.token.Role;

/** A person of the organisation as the API shows them. */
public record UserView(
        UUID id,
        String email,

        @Describe("Whether the person has shown that mail to the address reaches them")
        boolean emailVerified,

        String name,
        @Describe("What the person is in this organisation") Role role,
        @Describe("Whether signing in is forbidden") boolean disabled,

        @Describe("Whether a second factor is asked for; for administrators only")
        Optional<Boolean> secondFactor,

        @Describe("For administrators only; absent when there was none in 180 days")
        Optional<Instant> lastSignInAt,

        Instant createdAt,

        @Describe("Counts the changes of the account, not of the role")
        long version) {

    /** With what only administrators may know. */
    public static UserView of(Member member) {
        Member.SignInFacts signIn = member.account().signIn();
        return of(member, Optional.of(signIn.secondFactor()), signIn.last());
    }

    /** Without it. */
    public static UserView ofColleague(Member member) {
        return of(member, Optional.empty(), Optional.empty());
    }

    private static UserView of(Member member, Optional<Boolean> secondFactor, Optional<Instant> lastSignInAt) {
        Member.Account account = member.account();
        return new UserView(
                member.id().value(),
                account.email(),
                account.emailVerified(),
                account.name(),
                member.role(),
                account.disabled(),
                secondFactor,
                lastSignInAt,
                account.createdAt(),
                account.version());
    }
}
