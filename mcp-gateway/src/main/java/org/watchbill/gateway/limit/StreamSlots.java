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

/** Bounds how many streams and calls one principal has in progress in this process. */
public final class StreamSlots {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final int most;
    private final ConcurrentMap<Principal, Integer> taken = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    public StreamSlots(int most) {
        this.most = most;
    }

    /** The reply within the bound: what lasts has a place from its beginning to its end, or is refused. */
    public Reply bound(Principal principal, Optional<JsonNode> id, Reply reply) {
        return switch (reply) {
            case Reply.Message message -> message;
            case Reply.Accepted accepted -> accepted;
            case Reply.NoContent done -> done;
            case Reply.Pending pending ->
                new Reply.Pending(notices -> finish(principal, id, pending.work(), notices), pending.journal());
            case Reply.Stream stream ->
                isFree(principal)
                        ? new Reply.Stream(events -> hold(principal, stream.conversation(), events))
                        : refusal(id);
        };
    }

    private Reply.Message finish(Principal principal, Optional<JsonNode> id, Reply.Work work, Notices notices)
            throws InterruptedException {
        if (!take(principal)) {
            return refusal(id);
        }
        try {
            return work.finish(notices);
        } finally {
            giveBack(principal);
        }
    }

    private void hold(Principal principal, Reply.Conversation conversation, EventStream events)
            throws InterruptedException {
        if (!take(principal)) {
            // Somebody was quicker after the first look; the stream ends at once, and its client may come again.
            return;
        }
        try {
            conversation.hold(events);
        } finally {
            giveBack(principal);
        }
    }

    private boolean isFree(Principal principal) {
        return taken.getOrDefault(principal, 0) < most;
    }

    private boolean take(Principal principal) {
        boolean[] free = new boolean[1];
        taken.compute(principal, (key, count) -> {
            int before = count == null ? 0 : count;
            free[0] = before < most;
            return free[0] ? before + 1 : before;
        });
        return free[0];
    }

    private void giveBack(Principal principal) {
        taken.computeIfPresent(principal, (key, count) -> count == 1 ? null : count - 1);
    }

    private Reply.Message refusal(Optional<JsonNode> id) {
        refused.increment();
        return new TooMany("Too many streams and calls in progress", PAUSE).reply(id);
    }

    public LongAdder refused() {
        return refused;
    }
}
