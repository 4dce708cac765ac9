package org.watchbill.schedule.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.team.Team;
import org.watchbill.schedule.team.Teams;

/** Lists members with their teams, page by page. */
public final class FindMembers {

    private static final String DIRECTORY = "members:read";
    private static final int DEFAULT_LIMIT = 50;

    private final Database database;
    private final Members members;
    private final Teams teams;

    public FindMembers(Database database, Members members, Teams teams) {
        this.database = database;
        this.members = members;
        this.teams = teams;
    }

    /** Throws {@link RefusedException} for an unknown team or cursor. */
    MemberList find(Caller.Organisation organisation, MemberList.Question question) {
        Members.Filter filter = new Members.Filter(question.query(), question.teamId());
        boolean withContact = question.includeContact().orElse(false);
        Cursor after = question.cursor().map(Cursor::of).orElse(Cursor.START);
        int limit = question.limit().orElse(DEFAULT_LIMIT);
        return database.read(reading -> {
            UUID id = organisation.id();
            if (question.teamId()
                    .filter(team -> !teams.exists(reading, id, team))
                    .isPresent()) {
                throw new RefusedException(new Refusal(
                        ErrorCode.NOT_FOUND,
                        "There is no team with this id",
                        Optional.of("team_id"),
                        Optional.empty()));
            }
            Map<UUID, List<Team>> byMember = teams.byMember(reading, id);
            Page<MemberView> page = members.page(reading, id, filter, after, limit)
                    .map(member -> {
                        List<Team> own = byMember.getOrDefault(member.id().value(), List.of());
                        return withContact ? MemberView.withContact(member, own) : MemberView.of(member, own);
                    });
            return new MemberList(page.items(), page.nextCursor());
        });
    }

    /**
     * The active members that {@code text} may mean: the one with this id, or those of this name for callers who may read
     * the directory.
     */
    public List<Member> called(Caller caller, String text) {
        UUID organisation = caller.organisation().id();
        Optional<UUID> id = Identifiers.uuid(text);
        if (id.isPresent()) {
            return database
                    .read(reading -> members.byId(reading, organisation, new Member.Id(id.get())))
                    .filter(Member::active)
                    .stream()
                    .toList();
        }
        return caller.may(DIRECTORY) ? database.read(reading -> members.named(reading, organisation, text)) : List.of();
    }

    /** The first names that contain {@code part}; none for callers who may not read the directory. */
    public Page<String> names(Caller caller, String part, int limit) {
        if (!caller.may(DIRECTORY)) {
            return new Page<>(List.of(), Optional.empty());
        }
        Members.Filter filter = new Members.Filter(Optional.of(part), Optional.empty());
        return database.read(
                        reading -> members.page(reading, caller.organisation().id(), filter, Cursor.START, limit))
                .map(Member::name);
    }
}
