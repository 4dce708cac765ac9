package org.watchbill.auth.membership;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.token.Role;

/** What a person is in the organisation, as the API shows it. */
public record MembershipView(
        @Describe("The id of the person") UUID id,
        String name,
        String email,
        Role role,
        @Describe("When the person came") Instant since,
        @Describe("Counts the changes of the role") long version) {

    public static MembershipView of(Member member) {
        return new MembershipView(
                member.id().value(),
                member.account().name(),
                member.account().email(),
                member.role(),
                member.since(),
                member.version());
    }
}
