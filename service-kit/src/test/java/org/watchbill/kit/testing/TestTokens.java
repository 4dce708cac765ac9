package org.watchbill.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import org.watchbill.kit.token.TokenVerifier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An issuer of access tokens on a loopback port: {@code /jwks}, {@code /token} for client credentials, and
 * {@code /introspect}, which takes every token of this issuer for good until it is revoked.
 */
public final class TestTokens implements AutoCloseable {

    public static final UUID HARBOR_CLINIC = UUID.fromString("0197a000-0000-7000-8000-000000000001");

    private static final Set<String> ALL_SCOPES = Set.of(
            "profile:read",
            "schedule:read",
            "schedule:write",
            "requests:read",
            "requests:write",
            "requests:approve",
            "members:read",
            "members:write",
            "audit:read");
    private static final Set<String> MEMBER_SCOPES =
            Set.of("profile:read", "schedule:read", "requests:read", "requests:write", "members:read");

    private final InstantSource time;
    private final HttpServer server;
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final AtomicInteger introspections = new AtomicInteger();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Map<String, ObjectNode> apiTokens = new ConcurrentHashMap<>();
    private volatile SigningKey key = new SigningKey("key-1");
    private volatile boolean down;

    public TestTokens(InstantSource time) {
        this.time = time;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/jwks", this::publishKeys);
        server.createContext("/token", this::grantToken);
        server.createContext("/introspect", this::introspect);
        server.start();
    }

    /** An administrator of Harbor Clinic with every scope. */
    public static Caller admin() {
        return caller("Avery Stone", "admin@harbor.example", Role.ADMIN, ALL_SCOPES);
    }

    /** A member of Harbor Clinic with the scopes of a member; the same e-mail address is always the same user. */
    public static Caller member(String name, String email) {
        return caller(name, email, Role.MEMBER, MEMBER_SCOPES);
    }

    private static Caller caller(String name, String email, Role role, Set<String> scopes) {
        UUID user = UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8));
        return new Caller(
                user.toString(),
                new Caller.Organisation(HARBOR_CLINIC, "Harbor Clinic", ZoneId.of("America/New_York")),
                role,
                scopes,
                "test-client",
                "grant-" + user,
                new Caller.Profile(name, Optional.of(email)));
    }

    /** The issuer as it stands in the tokens; it differs from the address on purpose. */
    public String issuer() {
        return "https://auth.watchbill.example";
    }

    /** Where this process reaches the issuer. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public TokenVerifier.Trust trust(String audience) {
        return new TokenVerifier.Trust(issuer(), url().resolve("/jwks"), audience);
    }

    /**
     * A token that lives ten minutes from now. For a REST API, whose audience ends in {@code /api}, that is the system's
     * now: Helidon's provider knows no other.
     */
    public String token(Caller caller, String... audiences) {
        return signed(claims(caller, audiences));
    }

    public String serviceToken(String clientId, String audience, String scope) {
        return signed(common("client:" + clientId, clientId, scope, audience));
    }

    /** The claims of {@link #token}, for tests that change some. */
    public ObjectNode claims(Caller caller, String... audiences) {
        String scope = caller.scopes().stream().sorted().collect(Collectors.joining(" "));
        ObjectNode claims = common(caller.subject(), caller.clientId(), scope, audiences)
                .put("grant", caller.tokenId())
                .put("org", caller.organisation().id().toString())
                .put("org_name", caller.organisation().name())
                .put("org_zone", caller.organisation().zone().getId())
                .put("role", caller.isAdmin() ? "admin" : "member")
                .put("name", caller.profile().name());
        caller.profile().email().ifPresent(email -> claims.put("email", email));
        return claims;
    }

    public String signed(ObjectNode claims) {
        return signed(header(), claims);
    }

    /** The header of every token, for tests that change it. */
    public ObjectNode header() {
        return Json.object().put("alg", "ES256").put("typ", "at+jwt").put("kid", key.id());
    }

    public String signed(ObjectNode header, ObjectNode claims) {
        return key.signed(header, claims);
    }

    /** The present key as {@code /jwks} publishes it. */
    public byte[] publicKey() {
        return Json.bytes(key.publicKey());
    }

    /** Replaces the key; tokens signed so far are signed with an unknown key from now on. */
    public void rotate(String keyId) {
        key = new SigningKey(keyId);
    }

    /** An API token of {@code caller}, good at {@code audience}. */
    public String apiToken(Caller caller, String audience) {
        String token = "wb_" + UUID.randomUUID().toString().replace("-", "") + "0".repeat(17);
        ObjectNode claims = claims(caller, audience);
        claims.remove(List.of("iat", "jti"));
        apiTokens.put(token, claims);
        return token;
    }

    /** From now on {@code token} is not active. */
    public void revoke(String token) {
        revoked.add(token);
    }

    public int introspections() {
        return introspections.get();
    }

    /** From now on every request is answered with 503, or normally again. */
    public void setDown(boolean isDown) {
        down = isDown;
    }

    public int keyFetches() {
        return keyFetches.get();
    }

    public int tokenRequests() {
        return tokenRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private ObjectNode common(String subject, String clientId, String scope, String... audiences) {
        Instant now = judgedBySystemTime(audiences) ? InstantSource.system().instant() : time.instant();
        ObjectNode claims = Json.object()
                .put("iss", issuer())
                .put("sub", subject)
                .put("client_id", clientId)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plusSeconds(600).getEpochSecond())
                .put("jti", UUID.randomUUID().toString())
                .put("grant", "grant-" + clientId)
                .put("scope", scope);
        ArrayNode list = claims.putArray("aud");
        List.of(audiences).forEach(list::add);
        return claims;
    }

    private static boolean judgedBySystemTime(String... audiences) {
        return Arrays.stream(audiences).anyMatch(audience -> audience.endsWith("/api"));
    }

    private void publishKeys(HttpExchange exchange) throws IOException {
        keyFetches.incrementAndGet();
        ObjectNode keys = Json.object();
        keys.putArray("keys").add(key.publicKey());
        answer(exchange, 200, keys);
    }

    private void grantToken(HttpExchange exchange) throws IOException {
        tokenRequests.incrementAndGet();
        Map<String, String> form = Arrays.stream(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !"client_credentials".equals(form.get("grant_type"))) {
            answer(exchange, 401, Json.object().put("error", "invalid_client"));
            return;
        }
        String basic = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        String clientId = decoded(basic.split(":", 2)[0]);
        String token = serviceToken(clientId, form.getOrDefault("audience", ""), form.getOrDefault("scope", ""));
        answer(
                exchange,
                200,
                Json.object()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("expires_in", 600));
    }

    /** Says that a token ends ten minutes from the test's now, as its own end may be by the system's clock. */
    private void introspect(HttpExchange exchange) throws IOException {
        introspections.incrementAndGet();
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Basic ")) {
            answer(exchange, 401, Json.object().put("error", "invalid_client"));
            return;
        }
        String token = decoded(form.substring("token=".length()));
        Optional<ObjectNode> claims = revoked.contains(token) ? Optional.empty() : known(token);
        answer(
                exchange,
                200,
                claims.map(found -> found.put("active", true)
                                .put("exp", time.instant().plusSeconds(600).getEpochSecond()))
                        .orElseGet(() -> Json.object().put("active", false)));
    }

    private Optional<ObjectNode> known(String token) {
        if (token.startsWith("wb_")) {
            return Optional.ofNullable(apiTokens.get(token)).map(ObjectNode::deepCopy);
        }
        return Optional.of((ObjectNode) Json.parse(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])));
    }

    private void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = Json.bytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(down ? 503 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
