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
        Status status = status(request, type, helidonStatus);
        if (!exchanges.inside()) {
            record.writeRejected(request, status.code());
        }
        String detail = type == EventType.INTERNAL_ERROR || message == null ? status.reasonPhrase() : message;
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(type.keepAlive())
                .header(Problems.PROBLEM_JSON)
                .entity(Json.bytes(Problem.of(status, detail)))
                .build();
    }

    /** What fails before any filter is the sender's: a method that is no token makes Helidon fail, not refuse. */
    private Status status(TransportRequest request, EventType type, Status helidonStatus) {
        if (type == EventType.BAD_REQUEST && request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
            return Status.UNSUPPORTED_MEDIA_TYPE_415;
        }
        return type == EventType.INTERNAL_ERROR && !exchanges.inside() ? Status.BAD_REQUEST_400 : helidonStatus;
    }
}
