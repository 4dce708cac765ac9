package org.watchbill.system.kill;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.watchbill.system.client.ToolAnswer;
import org.watchbill.system.suite.Deadline;

/** Repeats a call, always the same, until it gets an answer that is not "later" or "in doubt". */
final class Insistence {

    private static final int INTERNAL_ERROR = -32603;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final LongAdder repeats = new LongAdder();

    ToolAnswer untilAnswered(Supplier<ToolAnswer> call) {
        Deadline deadline = Deadline.in(PATIENCE);
        String last = "";
        while (!deadline.hasPassed()) {
            try {
                ToolAnswer answer = call.get();
                if (!isTransient(answer)) {
                    return answer;
                }
                last = answer.status() + " " + answer.message();
            } catch (UncheckedIOException e) {
                last = e.toString();
            }
            repeats.increment();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("No answer within " + PATIENCE.toSeconds() + " s, at last " + last);
    }

    long repeats() {
        return repeats.sum();
    }

    private static boolean isTransient(ToolAnswer answer) {
        return answer.status() >= 500
                || answer.status() == 429
                || answer.message().path("error").path("code").asInt(0) == INTERNAL_ERROR
                || answer.refusal().path("retryable").asBoolean(false);
    }
}
