package org.watchbill.schedule.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.helidon.dbclient.DbExecute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.watchbill.kit.database.Columns;

/** The team and team_member tables. */
public final class Teams {

    /** All teams by name. */
    public List<Team> all(DbExecute database, UUID organisation) {
        return database.createQuery("""
                        SELECT id, name FROM team WHERE organisation_id = CAST(:organisation AS UUID) ORDER BY name
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .map(row -> new Team(Columns.uuid(row, "id"), Columns.text(row, "name")))
                .toList();
    }

    public boolean exists(DbExecute database, UUID organisation, UUID team) {
        return database.createGet("""
                        SELECT id FROM team WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", team.toString())
                .execute()
                .isPresent();
    }

    /** Each member's teams, by name. */
    public Map<UUID, List<Team>> byMember(DbExecute database, UUID organisation) {
        return database.createQuery("""
                        SELECT tm.member_id, t.id, t.name
                        FROM team_member tm JOIN team t ON t.id = tm.team_id
                        WHERE tm.organisation_id = CAST(:organisation AS UUID)
                        ORDER BY t.name
                        """).addParam("organisation", organisation.toString()).execute().toList().stream()
                .collect(groupingBy(
                        row -> Columns.uuid(row, "member_id"),
                        mapping(row -> new Team(Columns.uuid(row, "id"), Columns.text(row, "name")), toList())));
    }

    public Set<UUID> members(DbExecute database, UUID organisation, UUID team) {
        return database.createQuery("""
                        SELECT member_id FROM team_member
                        WHERE organisation_id = CAST(:organisation AS UUID) AND team_id = CAST(:team AS UUID)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("team", team.toString())
                .execute()
                .map(row -> Columns.uuid(row, "member_id"))
                .collect(toSet());
    }

    public void insert(DbExecute transaction, UUID organisation, Team team, List<UUID> members) {
        transaction
                .createInsert("""
                        INSERT INTO team (id, organisation_id, name)
                        VALUES (CAST(:id AS UUID), CAST(:organisation AS UUID), :name)
                        """)
                .addParam("id", team.id().toString())
                .addParam("organisation", organisation.toString())
                .addParam("name", team.name())
                .execute();
        for (UUID member : members) {
            transaction
                    .createInsert("""
                            INSERT INTO team_member (organisation_id, team_id, member_id)
                            VALUES (CAST(:organisation AS UUID), CAST(:team AS UUID), CAST(:member AS UUID))
                            """)
                    .addParam("organisation", organisation.toString())
                    .addParam("team", team.id().toString())
                    .addParam("member", member.toString())
                    .execute();
        }
    }
}
