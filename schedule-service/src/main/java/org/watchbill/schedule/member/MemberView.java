package org.watchbill.schedule.member;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.team.Team;

/** A member as answers show them. */
public record MemberView(
        @Describe("Identifies the member, as candidate_id elsewhere")
        UUID id,

        String name,

        @Describe("What the roster calls them, such as Cardiologist; no right follows from it")
        Optional<String> role,

        List<Team> teams,
        @Describe("How to reach them; only when asked for") Optional<ContactView> contact) {

    /** The ways to reach a member that are known. */
    public record ContactView(Optional<String> email, Optional<String> phone, Optional<String> pager) {}

    public MemberView {
        teams = List.copyOf(teams);
    }

    public static MemberView of(Member member, List<Team> teams) {
        return new MemberView(member.id().value(), member.name(), member.role(), teams, Optional.empty());
    }

    public static MemberView withContact(Member member, List<Team> teams) {
        Member.Contact contact = member.contact();
        ContactView view = new ContactView(contact.email(), contact.phone(), contact.pager());
        return new MemberView(member.id().value(), member.name(), member.role(), teams, Optional.of(view));
    }
}
