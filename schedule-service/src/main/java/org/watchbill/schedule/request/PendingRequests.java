package org.watchbill.schedule.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;

/** A page of requests that wait. */
public record PendingRequests(
        List<RequestView> requests,

        @Describe("Ask again with this cursor for more; absent at the end")
        Optional<String> nextCursor) {

    /** What can be asked. */
    public record Question(
            @Describe("Only requests of this kind") Optional<ShiftRequest.Kind> kind,

            @Describe("Only requests of this team's members")
            Optional<UUID> teamId,

            @Describe("Only about shifts that start on this local day or later")
            Optional<LocalDate> from,

            @Describe("Only about shifts that start on this local day or earlier")
            Optional<LocalDate> to,

            @Describe("The next_cursor of an earlier answer")
            Optional<String> cursor) {

        public static final Question ALL =
                new Question(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public PendingRequests {
        requests = List.copyOf(requests);
    }
}
