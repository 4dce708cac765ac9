package org.watchbill.kit.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The outermost filter: request id, trace, deadline and body limit before the others; log, metrics and closing after them. */
final class RequestGate implements Filter {

    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final Pattern HARMLESS_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final Duration LONGEST_FAREWELL = Duration.ofMillis(500);
    private static final int MOST_DRAINED = 4 * 1024 * 1024;

    private final Limits limits;
    private final Predicate<String> streaming;
    private final Exchanges exchanges;
    private final RequestRecord record;

    RequestGate(Limits limits, Predicate<String> streaming, Exchanges exchanges, RequestRecord record) {
        this.limits = limits;
        this.streaming = streaming;
        this.exchanges = exchanges;
        this.record = record;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Exchange exchange = exchanges.enter(requestId(request), trace(request));
        request.context().register(exchange);
        request.context().register(exchange.trace());
        response.header(REQUEST_ID, exchange.requestId());
        RequestBody[] body = new RequestBody[1];
        boolean endsWithBody = streaming.test(request.path().path());
        boolean hasBody = hasBody(request);
        if (hasBody) {
            exchange.bodyBegins(limits.request());
            request.streamFilter(source -> body[0] = new RequestBody(source, limits.body(), () -> {
                exchange.bodyEnds();
                if (endsWithBody) {
                    exchange.endDeadline();
                }
            }));
        }
        if (hasBody || !endsWithBody) {
            exchange.startDeadline(limits.request());
        }
        try {
            chain.proceed();
            // Whoever sends the rest of a body slowly takes nobody's place.
            exchange.releasePermit();
            leaveConnectionClean(request, response, exchange, body);
        } finally {
            exchange.bodyEnds();
            exchange.endDeadline();
            exchange.releasePermit();
            exchanges.leave(exchange);
            record.write(request, status(response, exchange), exchange);
        }
    }

    /** 408 and 499 stand in the log for answers that nobody waited for. */
    private static int status(RoutingResponse response, Exchange exchange) {
        if (response.hasEntity()) {
            return response.status().code();
        }
        return exchange.deadlinePassed() ? 408 : 499;
    }

    /** Reads what the handler left of the body, within the deadline, and really closes where that was announced. */
    private void leaveConnectionClean(
            RoutingRequest request, RoutingResponse response, Exchange exchange, RequestBody[] body) {
        boolean closing = announcesClose(response.headers()) || announcesClose(request.headers());
        boolean clean = request.content().consumed();
        if (!clean && !request.headers().contains(HeaderNames.EXPECT)) {
            if (closing) {
                exchange.startDeadline(LONGEST_FAREWELL);
            }
            clean = drain(request, body);
        }
        if (closing || !clean) {
            throw new CloseConnectionException("Closing after the answer");
        }
    }

    private static boolean announcesClose(Headers headers) {
        return headers.contains(HeaderNames.CONNECTION)
                && headers.get(HeaderNames.CONNECTION).allValues(true).stream().anyMatch("close"::equalsIgnoreCase);
    }

    private static boolean drain(RoutingRequest request, RequestBody[] body) {
        try {
            if (body[0] == null) {
                request.content().inputStream();
            }
            return body[0].drain(MOST_DRAINED);
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /** Asks the headers, because asking the content would fix it before our filter is on it. */
    private static boolean hasBody(ServerRequest request) {
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING)
                || (request.headers().contains(HeaderNames.CONTENT_LENGTH)
                        && !request.headers().contains(HeaderValues.CONTENT_LENGTH_ZERO));
    }

    private static Trace trace(ServerRequest request) {
        return request.headers().first(Trace.HEADER).map(Trace::join).orElseGet(Trace::start);
    }

    private static String requestId(ServerRequest request) {
        return request.headers()
                .first(REQUEST_ID)
                .filter(id -> HARMLESS_ID.matcher(id).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
