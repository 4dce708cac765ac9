package org.watchbill.kit.mcp.listen;

import java.util.HashMap;
import java.util.Map;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;

/** Bounds how many streams are open at once, of one caller and of all. */
final class Seats {

    static final int MOST_PER_CALLER = 16;

    private static final int MOST = 512;

    private record Listener(String organisation, String subject) {}

    private final Map<Listener, Integer> taken = new HashMap<>();
    private int all;

    /** Throws {@link RefusedException} when all are taken. */
    synchronized void take(Caller caller) {
        if (all == MOST || taken.getOrDefault(listener(caller), 0) == MOST_PER_CALLER) {
            throw new RefusedException(
                    Refusal.of(ErrorCode.RATE_LIMITED, "Too many streams are open; end one, or come again later"));
        }
        all++;
        taken.merge(listener(caller), 1, Integer::sum);
    }

    synchronized void giveBack(Caller caller) {
        all--;
        taken.computeIfPresent(listener(caller), (listener, count) -> count == 1 ? null : count - 1);
    }

    private static Listener listener(Caller caller) {
        return new Listener(caller.organisation().id().toString(), caller.subject());
    }
}
