package org.watchbill.schedule.clock;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.watchbill.kit.mcp.schema.Describe;

/** An instant as answers carry it: once for programs, once as the clock on the organisation's wall shows it. */
public record Moment(
        @Describe("The instant in UTC") Instant instant,
        @Describe("The same in local time, with its offset") String local,
        @Describe("The IANA zone of the local time") String zone) {

    public static Moment of(Instant instant, ZoneId zone) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return new Moment(second, second.atZone(zone).toOffsetDateTime().toString(), zone.getId());
    }
}
