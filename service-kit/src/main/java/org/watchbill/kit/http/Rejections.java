package org.watchbill.kit.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;

/** Problem bodies for requests that Helidon refuses before any routing, such as a malformed first line. */
final class Rejections implements DirectHandler {

    private final Exchanges exchanges;
    private final RequestRecord record;

    private Rejections(Exchanges exchanges, RequestRecord record) {
        this.exchanges = exchanges;
        this.record = record;
    }

    static DirectHandlers of(Exchanges exchanges, RequestRecord record) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        Rejections rejections = new Rejections(exchanges, record);
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, rejections);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status helidonStatus,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Status status = type == EventType.BAD_REQUEST && request.headers().contains(HeaderNames.CONTENT_ENCODING)
                ? Status.UNSUPPORTED_MEDIA_TYPE_415
                : helidonStatus;
        if (!exchanges.inside()) {
            record.writeRejected(request, status.code());
        }
        String detail = status.code() >= 500 || message == null ? status.reasonPhrase() : message;
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(type.keepAlive())
                .header(Problems.PROBLEM_JSON)
                .entity(Json.bytes(Problem.of(status, detail)))
                .build();
    }
}
