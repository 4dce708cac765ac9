package org.watchbill.schedule.team;

import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;

/** A named group of members. */
public record Team(
        @Describe("Identifies the team, as team_id elsewhere")
        UUID id,

        String name) {}
