package org.watchbill.kit.http;

import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.Semaphore;

/** Sheds requests beyond the limit at once, with 503 and {@code Retry-After}, and keeps their connection. */
final class LoadLimit implements Filter {

    private final Semaphore permits;

    LoadLimit(int concurrent) {
        this.permits = new Semaphore(concurrent);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (Health.isProbe(request)) {
            chain.proceed();
        } else if (permits.tryAcquire()) {
            Exchange.of(request).onRelease(permits::release);
            chain.proceed();
        } else {
            Problems.send(response, Status.SERVICE_UNAVAILABLE_503, "The service is busy");
        }
    }
}
