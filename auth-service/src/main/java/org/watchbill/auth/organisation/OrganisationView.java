package org.watchbill.auth.organisation;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;

/** An organisation as the API shows it. */
public record OrganisationView(
        UUID id,
        @Describe("Its short name, which stays") String slug,
        String name,

        @Describe("The time zone in which its wall clocks hang")
        String zone,

        Instant createdAt,
        @Describe("Counts its changes") long version) {}
