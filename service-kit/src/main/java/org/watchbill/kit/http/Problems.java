package org.watchbill.kit.http;

import io.helidon.common.mapper.MapperException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.http.media.UnsupportedTypeException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.node.ObjectNode;

/** Turns refusals and escaped exceptions into problem responses, in one place. */
public final class Problems {

    static final Header PROBLEM_JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    private static final EventLog LOG = EventLog.named("org.watchbill.http");
    private static final Header RETRY_AFTER = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "1");

    private Problems() {}

    /** Sends {@code refusal} with the HTTP status of its code. */
    public static void send(ServerResponse response, Refusal refusal) {
        ObjectNode body = (ObjectNode) Json.tree(Problem.of(refusal));
        refusal.current().ifPresent(current -> body.set("current", current));
        send(response, Status.create(refusal.code().status()), body);
    }

    static void send(ServerResponse response, Status status, String detail) {
        send(response, status, (ObjectNode) Json.tree(Problem.of(status, detail)));
    }

    private static void send(ServerResponse response, Status status, ObjectNode body) {
        if (status.code() == 503 || status.code() == 429) {
            response.headers().setIfAbsent(RETRY_AFTER);
        }
        response.status(status).header(PROBLEM_JSON).send(Json.bytes(body));
    }

    /** The answer to a request that no route took, whose path has {@code methods}. */
    static void sendUnrouted(ServerRequest request, ServerResponse response, List<String> methods) {
        Exchange.of(request).unrouted();
        if (methods.isEmpty()) {
            send(response, Status.NOT_FOUND_404, "There is nothing at this path");
        } else {
            response.header(HeaderNames.ALLOW, String.join(", ", methods));
            send(response, Status.METHOD_NOT_ALLOWED_405, "The path does not have this method");
        }
    }

    static void register(HttpRouting.Builder routing) {
        routing.error(RefusedException.class, (request, response, e) -> send(response, e.refusal()))
                .error(
                        JsonFormatException.class,
                        (request, response, e) -> send(response, Status.BAD_REQUEST_400, messageOf(e)))
                .error(
                        MapperException.class,
                        (request, response, e) -> send(response, Status.BAD_REQUEST_400, "A parameter is malformed"))
                .error(
                        UnsupportedTypeException.class,
                        (request, response, e) ->
                                send(response, Status.UNSUPPORTED_MEDIA_TYPE_415, "The media type is not supported"))
                .error(BackendException.class, Problems::sendBackendMissing)
                .error(HttpException.class, Problems::sendHttp)
                .error(Throwable.class, Problems::sendUnexpected);
    }

    private static void sendHttp(ServerRequest request, ServerResponse response, HttpException e) {
        if (e.status().code() >= 500 && e.getCause() != null) {
            sendUnexpected(request, response, e);
            return;
        }
        e.headers().forEach(response::header);
        send(response, e.status(), messageOf(e));
    }

    private static String messageOf(Exception e) {
        String message = e.getMessage();
        return message == null ? "The request is malformed" : message;
    }

    private static void sendBackendMissing(ServerRequest request, ServerResponse response, BackendException e) {
        LOG.warning(
                "back end missing",
                Field.of("trace_id", Trace.of(request).traceId()),
                Field.of("reason", messageOf(e)));
        send(response, Status.SERVICE_UNAVAILABLE_503, "A service that is needed for this does not answer");
    }

    private static void sendUnexpected(ServerRequest request, ServerResponse response, Throwable e) {
        if (Exchange.of(request).deadlinePassed()) {
            Thread.interrupted();
            response.header(HeaderValues.CONNECTION_CLOSE);
            send(response, Status.SERVICE_UNAVAILABLE_503, "The request took too long");
            return;
        }
        LOG.error(
                "unexpected failure",
                e,
                Field.of("trace_id", Trace.of(request).traceId()),
                Field.of("method", request.prologue().method().text()),
                Field.of("path", Exchange.pattern(request)));
        send(
                response,
                Status.INTERNAL_SERVER_ERROR_500,
                "An internal error happened; the log of the service says more");
    }
}
