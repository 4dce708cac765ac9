package org.watchbill.kit.http;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/** One log line and one measurement for each request, without headers, query, body or a path that nobody serves. */
final class RequestRecord {

    private static final EventLog LOG = EventLog.named("org.watchbill.access");

    private final String service;
    private final HttpMetrics metrics;

    RequestRecord(String service, HttpMetrics metrics) {
        this.service = service;
        this.metrics = metrics;
    }

    void write(ServerRequest request, int status, Exchange exchange) {
        String method = request.prologue().method().text();
        long micros = exchange.micros();
        Optional<String> pattern = request.matchingPattern().filter(matched -> exchange.routed());
        String path = pattern.orElse("unmatched");
        metrics.record(method, path, status, micros);
        LOG.info(
                "request",
                Field.of("service", service),
                Field.of("method", method),
                Field.of("path", path),
                Field.of("status", status),
                Field.of("micros", micros),
                Field.of("request_id", exchange.requestId()),
                Field.of("trace_id", exchange.trace().traceId()));
    }

    /** A request that was refused before it reached any filter. */
    void writeRejected(DirectHandler.TransportRequest request, int status) {
        metrics.record("other", "rejected", status, 0);
        LOG.info("request rejected", Field.of("service", service), Field.of("status", status));
    }
}
