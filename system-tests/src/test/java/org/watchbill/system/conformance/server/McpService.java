package org.watchbill.system.conformance.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /mcp}: Host and Origin, then the message, its envelope and the method. */
final class McpService implements HttpService {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private final Methods methods;

    McpService(Methods methods) {
        this.methods = methods;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", McpService::checkHost)
                .post("/", this::post)
                .any(
                        "/",
                        (request, response) -> response.status(Status.METHOD_NOT_ALLOWED_405)
                                .header(HeaderNames.ALLOW, "POST")
                                .send());
    }

    private static void checkHost(ServerRequest request, ServerResponse response) {
        boolean foreign = request.headers()
                .first(HeaderNames.ORIGIN)
                .filter(origin -> !isLocal(origin))
                .isPresent();
        if (foreign
                || !isLocal(
                        "http://" + request.headers().first(HeaderNames.HOST).orElse(""))) {
            response.status(Status.FORBIDDEN_403).send();
        } else {
            response.next();
        }
    }

    private static boolean isLocal(String origin) {
        try {
            return LOCAL.contains(URI.create(origin).getHost());
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    private void post(ServerRequest request, ServerResponse response) throws InterruptedException {
        Outlet outlet = new Outlet(response);
        JsonNode message;
        try {
            message = Json.parse(request.content().as(byte[].class));
        } catch (JsonFormatException e) {
            outlet.finish(400, failure(new RpcErrorException(400, -32700, "No JSON", Optional.empty())));
            return;
        }
        JsonNode id = message.path("id");
        if (!message.path("method").isString() || !(id.isMissingNode() || id.isString() || id.isIntegralNumber())) {
            outlet.finish(400, failure(new RpcErrorException(400, -32600, "No request", Optional.empty())));
        } else if (id.isMissingNode()) {
            response.status(Status.ACCEPTED_202).send();
        } else {
            answer(request, message, outlet);
        }
    }

    private void answer(ServerRequest request, JsonNode message, Outlet outlet) throws InterruptedException {
        String method = message.path("method").stringValue("");
        ObjectNode reply = Json.object().put("jsonrpc", "2.0");
        reply.set("id", message.path("id"));
        int status = 200;
        try {
            Envelope.check(request.headers(), method, message.path("params"));
            if (method.equals("tools/call")) {
                methods.parameters().check(request.headers(), message.path("params"));
            }
            ObjectNode params = (ObjectNode) message.path("params");
            ServedCall call = new ServedCall(message.path("id"), params, outlet);
            reply.set("result", Methods.completed(method, methods.find(method).answer(call)));
        } catch (RpcErrorException e) {
            status = e.status();
            reply.set("error", e.toJson());
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("The client has gone", e);
        }
        outlet.finish(status, reply);
    }

    private static ObjectNode failure(RpcErrorException error) {
        ObjectNode reply = Json.object().put("jsonrpc", "2.0");
        reply.set("error", error.toJson());
        return reply;
    }
}
