package org.watchbill.kit.http;

import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sheds requests beyond the limit at once, with 503 and {@code Retry-After}, and keeps their connection. Whoever sends a body
 * so slowly that others have to be shed gives way to them.
 */
final class LoadLimit implements Filter {

    private static final Duration LONGEST_BODY = Duration.ofSeconds(1);
    private static final Duration LONGEST_GIVING_WAY = Duration.ofMillis(500);

    private final Semaphore permits;
    private final Exchanges exchanges;

    LoadLimit(int concurrent, Exchanges exchanges) {
        this.permits = new Semaphore(concurrent);
        this.exchanges = exchanges;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (Health.isProbe(request)) {
            chain.proceed();
        } else if (permits.tryAcquire() || othersGiveWay()) {
            Exchange.of(request).onRelease(permits);
            chain.proceed();
        } else {
            Problems.send(response, Status.SERVICE_UNAVAILABLE_503, "The service is busy");
        }
    }

    private boolean othersGiveWay() {
        try {
            return exchanges.dropSlowest(permits, LONGEST_BODY)
                    && permits.tryAcquire(LONGEST_GIVING_WAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
