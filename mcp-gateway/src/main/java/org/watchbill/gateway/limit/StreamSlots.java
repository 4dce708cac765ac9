package org.watchbill.gateway.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Bounds how many streams and calls one principal has in progress in this process. A body stays in memory for as long as its
 * calls, so one that is large takes several places.
 */
public final class StreamSlots {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int BYTES_OF_A_PLACE = 16 * 1024;

    private final int most;
    private final ConcurrentMap<Principal, Integer> taken = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    public StreamSlots(int most) {
        this.most = most;
    }

    /** The reply within the bound: what lasts has a place from its beginning to its end, or is refused. */
    public Reply bound(Principal principal, Optional<JsonNode> id, Reply reply) {
        return bound(principal, id, reply, 1);
    }

    /** For a reply that takes {@code places}; even the largest fits when nothing else is in progress. */
    public Reply bound(Principal principal, Optional<JsonNode> id, Reply reply, int places) {
        int needed = Math.min(places, most);
        return switch (reply) {
            case Reply.Message message -> message;
            case Reply.Accepted accepted -> accepted;
            case Reply.NoContent done -> done;
            case Reply.Pending pending ->
                new Reply.Pending(notices -> finish(principal, id, pending.work(), notices, needed), pending.journal());
            case Reply.Stream stream ->
                isFree(principal, needed)
                        ? new Reply.Stream(events -> hold(principal, stream.conversation(), events, needed))
                        : refusal(id);
        };
    }

    /** The places of a body with so many requests. */
    public static int places(int requests, int bytes) {
        return Math.max(1, requests) + bytes / BYTES_OF_A_PLACE;
    }

    private Reply.Message finish(
            Principal principal, Optional<JsonNode> id, Reply.Work work, Notices notices, int places)
            throws InterruptedException {
        if (!take(principal, places)) {
            return refusal(id);
        }
        try {
            return work.finish(notices);
        } finally {
            giveBack(principal, places);
        }
    }

    private void hold(Principal principal, Reply.Conversation conversation, EventStream events, int places)
            throws InterruptedException {
        if (!take(principal, places)) {
            // Somebody was quicker after the first look; the stream ends at once, and its client may come again.
            return;
        }
        try {
            conversation.hold(events);
        } finally {
            giveBack(principal, places);
        }
    }

    private boolean isFree(Principal principal, int places) {
        return taken.getOrDefault(principal, 0) + places <= most;
    }

    private boolean take(Principal principal, int places) {
        boolean[] free = new boolean[1];
        taken.compute(principal, (key, count) -> {
            int before = count == null ? 0 : count;
            free[0] = before + places <= most;
            return free[0] ? before + places : before;
        });
        return free[0];
    }

    private void giveBack(Principal principal, int places) {
        taken.computeIfPresent(principal, (key, count) -> count == places ? null : count - places);
    }

    private Reply.Message refusal(Optional<JsonNode> id) {
        refused.increment();
        return new TooMany("Too many streams and calls in progress", PAUSE).reply(id);
    }

    public LongAdder refused() {
        return refused;
    }
}
