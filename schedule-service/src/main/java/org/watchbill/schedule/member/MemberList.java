package org.watchbill.schedule.member;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;

/** A page of members. */
record MemberList(
        @Describe("By name") List<MemberView> members,

        @Describe("Ask again with this cursor for more; absent at the end")
        Optional<String> nextCursor) {

    /** What can be asked. */
    record Question(
            @Describe("Only members whose name contains this text")
            Optional<String> query,

            @Describe("Only members of this team") Optional<UUID> teamId,

            @Describe("Whether to add e-mail address, phone and pager; leave it out unless they are needed")
            Optional<Boolean> includeContact,

            @Describe("The next_cursor of an earlier answer")
            Optional<String> cursor,

            @Describe(value = "The most members in one answer", min = 1, max = 100)
            Optional<Integer> limit) {}

    MemberList {
        members = List.copyOf(members);
    }
}
