package org.watchbill.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.watchbill.kit.json.Json;

/** auth-service's token endpoint for the import program: gives one token to whoever knows the secret. */
final class TokenDeskFake implements AutoCloseable {

    static final String SECRET = "the operator's secret, 0123456789abcdef";

    private final HttpServer server;
    private final Supplier<String> token;
    private final AtomicReference<String> lastForm = new AtomicReference<>("");

    TokenDeskFake(Supplier<String> token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The fields of the last request, decoded. */
    String lastForm() {
        return lastForm.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastForm.set(URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8));
        String expected = "Basic " + Base64.getEncoder().encodeToString(("watchbill-cli:" + SECRET).getBytes(UTF_8));
        boolean isKnown = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = Json.bytes(
                isKnown
                        ? Json.object().put("access_token", token.get()).put("token_type", "Bearer")
                        : Json.object().put("error", "invalid_client"));
        exchange.sendResponseHeaders(isKnown ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
