package org.watchbill.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** auth-service as far as the gateway knows it: keys, and token exchange for the tokens issued here. */
public final class AuthFake implements AutoCloseable {

    public static final String SECRET = "a-client-secret-of-at-least-32-chars";

    /** How the token endpoint behaves. */
    public enum Mood {
        GRANTING,
        REFUSING,
        FAILING,
        HANGING_UP,
        REJECTING_THE_GATEWAY,
        /** The password is right, but belongs to an account of several organisations. */
        AMBIGUOUS,
        /** Too many wrong passwords came before. */
        THROTTLING
    }

    /** One exchange as it came in. */
    public record Exchanged(String authorization, List<String> pairs) {

        public List<String> all(String name) {
            return pairs.stream()
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1))
                    .toList();
        }
    }

    private final TestTokens tokens;
    private final HttpCalls keys;
    private final FakeServer server = new FakeServer(this::handle);
    private final Map<String, Caller> issued = new ConcurrentHashMap<>();
    private final List<Exchanged> exchanges = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.GRANTING;
    private volatile ObjectNode metadata = Json.object();

    public AuthFake(InstantSource time) {
        this.tokens = new TestTokens(time);
        this.keys = new HttpCalls(tokens.url());
    }

    public URI url() {
        return server.url();
    }

    public TestTokens tokens() {
        return tokens;
    }

    /** A client's token for {@code audience}, without the claims that internal tokens have. */
    public String clientToken(Caller caller, String audience) {
        return clientToken(caller, audience, claims -> {});
    }

    /** With other claims than usual. */
    public String clientToken(Caller caller, String audience, Consumer<ObjectNode> change) {
        ObjectNode claims = tokens.claims(caller, audience);
        claims.remove(List.of("org_name", "org_zone", "role", "name", "email"));
        claims.put("exp", claims.path("iat").longValue() + 3600);
        change.accept(claims);
        String token = tokens.signed(claims);
        issued.put(token, caller);
        return token;
    }

    /** Makes any other kind of credential good, as long as it is exchanged under that type. */
    public void accept(String tokenType, String credential, Caller caller) {
        issued.put(tokenType + " " + credential, caller);
    }

    /** The metadata document from now on. */
    public void publish(String json) {
        metadata = ToolAnswers.json(json);
    }

    public List<Exchanged> exchanges() {
        return exchanges;
    }

    public void setMood(Mood next) {
        mood = next;
    }

    /** Nothing listens any more. */
    public void stop() {
        server.stop();
    }

    private void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/jwks" ->
                FakeServer.answer(
                        exchange, 200, Json.parse(keys.get("/jwks").body().getBytes(StandardCharsets.UTF_8)));
            case "/token" -> exchange(exchange);
            case "/.well-known/oauth-authorization-server" -> FakeServer.answer(exchange, 200, metadata);
            default -> FakeServer.answer(exchange, 404, Json.object());
        }
    }

    private void exchange(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> pairs = Stream.of(form.split("&"))
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .toList();
        Exchanged request =
                new Exchanged(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), pairs);
        exchanges.add(request);
        switch (mood) {
            case GRANTING -> grant(exchange, request);
            case REFUSING -> FakeServer.answer(exchange, 400, error("invalid_request"));
            case FAILING -> FakeServer.answer(exchange, 503, error("temporarily_unavailable"));
            case REJECTING_THE_GATEWAY -> FakeServer.answer(exchange, 401, error("invalid_client"));
            case AMBIGUOUS -> FakeServer.answer(exchange, 400, error("interaction_required"));
            case THROTTLING -> {
                exchange.getResponseHeaders().set("Retry-After", "60");
                FakeServer.answer(exchange, 429, error("temporarily_unavailable"));
            }
            case HANGING_UP -> exchange.close();
        }
    }

    private void grant(HttpExchange exchange, Exchanged request) throws IOException {
        Caller caller = owner(
                request.all("subject_token_type").getFirst(),
                request.all("subject_token").getFirst());
        if (caller == null) {
            FakeServer.answer(exchange, 400, error("invalid_request"));
            return;
        }
        ObjectNode claims = tokens.claims(caller, request.all("audience").toArray(String[]::new));
        claims.putObject("act").put("sub", "client:mcp-gateway");
        FakeServer.answer(
                exchange,
                200,
                Json.object()
                        .put("access_token", tokens.signed(claims))
                        .put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
                        .put("token_type", "Bearer")
                        .put("expires_in", 600));
    }

    private @Nullable Caller owner(String tokenType, String credential) {
        return issued.get(
                tokenType.equals("urn:ietf:params:oauth:token-type:access_token")
                        ? credential
                        : tokenType + " " + credential);
    }

    private static ObjectNode error(String code) {
        return Json.object().put("error", code);
    }

    @Override
    public void close() {
        server.close();
        keys.close();
        tokens.close();
    }
}
