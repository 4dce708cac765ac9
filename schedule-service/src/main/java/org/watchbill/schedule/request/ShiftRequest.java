package org.watchbill.schedule.request;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.member.Member;

/**
 * Somebody asks that the roster change; bound to one assignment, whatever happens to its times.
 *
 * @param requester whose assignment it is about
 * @param candidate who would take it, when somebody is named
 */
public record ShiftRequest(
        Id id,
        Kind kind,
        Assignment.Id assignment,
        Assignment.Holder requester,
        Optional<Assignment.Holder> candidate,
        Optional<String> reason,
        State state,
        Optional<String> decisionNote,
        Instant createdAt,
        long version) {

    /** The identity of a request. */
    public record Id(UUID value) {

        public static Id fresh() {
            return new Id(UUID.randomUUID());
        }
    }

    /** What is asked. */
    public enum Kind {
        /** That somebody else takes the assignment. */
        COVERAGE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a request has come; {@code OPEN} still lacks a candidate. */
    public enum State {
        OPEN,
        PENDING_APPROVAL,
        APPLIED,
        DENIED,
        WITHDRAWN,
        EXPIRED,
        STALE;

        public boolean isLive() {
            return this == OPEN || this == PENDING_APPROVAL;
        }

        /** The state as it stands in JSON and in the database. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean concerns(Member.Id member) {
        return requester.id().equals(member)
                || candidate.filter(holder -> holder.id().equals(member)).isPresent();
    }
}
