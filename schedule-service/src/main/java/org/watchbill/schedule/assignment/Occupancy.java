package org.watchbill.schedule.assignment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;

/** When members work already; nobody works twice at once. */
public final class Occupancy {

    /** A stretch of work, and where it stands, such as "line 3" or "in the schedule". */
    public record Work(String title, Interval interval, String place) {

        public String inWords(ZoneId zone) {
            return "%s, %s, %s".formatted(title, interval.inWords(zone), place);
        }
    }

    private final Map<Member.Id, NavigableMap<Instant, Work>> work = new HashMap<>();

    /** Marks a member as working; only after {@link #clash} found nothing. */
    public void add(Member.Id member, Work added) {
        work.computeIfAbsent(member, id -> new TreeMap<>()).put(added.interval().start(), added);
    }

    public void add(Assignment assignment) {
        if (assignment.isPublished()) {
            add(assignment.holder().id(), new Work(assignment.title(), assignment.interval(), "in the schedule"));
        }
    }

    /** What the member works at some time of {@code interval}. */
    public Optional<Work> clash(Member.Id member, Interval interval) {
        NavigableMap<Instant, Work> own = work.getOrDefault(member, new TreeMap<>());
        return Stream.of(
                        Optional.ofNullable(own.floorEntry(interval.start())),
                        Optional.ofNullable(own.higherEntry(interval.start())))
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .filter(other -> other.interval().overlaps(interval))
                .findFirst();
    }
}
