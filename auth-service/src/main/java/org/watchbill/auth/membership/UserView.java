package org.watchbill.auth.membership;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.token.Role;

/** A person of the organisation as the API shows them. */
public record UserView(
        UUID id,
        String email,
        String name,
        @Describe("What the person is in this organisation") Role role,
        @Describe("Whether signing in is forbidden") boolean disabled,
        Instant createdAt,

        @Describe("Counts the changes of the account, not of the role")
        long version) {

    public static UserView of(Member member) {
        Member.Account account = member.account();
        return new UserView(
                member.id().value(),
                account.email(),
                account.name(),
                member.role(),
                account.disabled(),
                account.createdAt(),
                account.version());
    }
}
