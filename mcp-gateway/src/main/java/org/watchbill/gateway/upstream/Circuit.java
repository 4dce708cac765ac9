package org.watchbill.gateway.upstream;

import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.faulttolerance.CircuitBreakerOpenException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/**
 * Refuses calls to a service that has failed several times in a row, without asking it; after a rest one call tries
 * whether it is back. Says once that it opens and once that it closes.
 */
final class Circuit {

    private static final EventLog LOG = EventLog.named(Circuit.class.getName());
    private static final int FAILURES = 5;

    /** A caller went away before the service had time to answer: no failure of the service. */
    static final class GivenUpException extends RuntimeException {

        GivenUpException(BackendException cause) {
            super(cause);
        }
    }

    private final String upstream;
    private final CircuitBreaker breaker;
    private final AtomicBoolean announced = new AtomicBoolean();

    Circuit(String upstream, Duration rest) {
        this.upstream = upstream;
        this.breaker = CircuitBreaker.builder()
                .name(upstream)
                .volume(FAILURES)
                .errorRatio(100)
                .delay(rest)
                .successThreshold(1)
                .addSkipOn(GivenUpException.class)
                .build();
    }

    /** Runs {@code call}; throws a {@link BackendException} at once, with nothing sent, while the circuit is open. */
    <T> T through(Supplier<T> call) {
        try {
            T answer = breaker.invoke(call);
            announceClosed();
            return answer;
        } catch (CircuitBreakerOpenException e) {
            throw new BackendException(upstream + " is given a rest after failures", true, e);
        } catch (BackendException e) {
            announceOpen(e);
            throw e;
        }
    }

    /** Whether calls are refused, all or all but one. */
    boolean isOpen() {
        return breaker.state() != CircuitBreaker.State.CLOSED;
    }

    private void announceOpen(BackendException reason) {
        if (breaker.state() == CircuitBreaker.State.OPEN && announced.compareAndSet(false, true)) {
            LOG.warning(
                    "upstream fails again and again, calls are refused until it answers",
                    Field.of("upstream", upstream),
                    Field.of("reason", String.valueOf(reason.getMessage())));
        }
    }

    private void announceClosed() {
        if (breaker.state() == CircuitBreaker.State.CLOSED && announced.compareAndSet(true, false)) {
            LOG.info("upstream answers again", Field.of("upstream", upstream));
        }
    }
}
