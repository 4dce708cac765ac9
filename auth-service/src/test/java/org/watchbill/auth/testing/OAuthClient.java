package org.watchbill.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;
import tools.jackson.databind.JsonNode;

/** A public client that registers itself, asks for consent and calls the token endpoint. */
public final class OAuthClient {

    public static final String REDIRECT = "http://127.0.0.1:33418/callback";
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final HttpCalls calls;
    private final String id;

    private OAuthClient(HttpCalls calls, String id) {
        this.calls = calls;
        this.id = id;
    }

    public static OAuthClient register(HttpCalls calls, String name, String... redirectUris) {
        HttpCalls.Answer answer =
                calls.post("/register", Json.text(Map.of("client_name", name, "redirect_uris", redirectUris)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new OAuthClient(calls, answer.json().path("client_id").stringValue());
    }

    /** A client that is known under {@code id} without registering. */
    public static OAuthClient of(HttpCalls calls, String id) {
        return new OAuthClient(calls, id);
    }

    public String id() {
        return id;
    }

    /** A good authorization request with {@code changes}: a value replaces the parameter, an empty one drops it. */
    public String authorizePath(String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id);
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        parameters.put("state", "st/1 &=");
        parameters.put("resource", RunningAuth.GATEWAY);
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        StringBuilder query = new StringBuilder("/authorize?");
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append(Browser.encode(name, value)).append('&');
            }
        });
        return query.substring(0, query.length() - 1);
    }

    /** The code that an approval brings, with the boxes as the page shows them plus {@code ticked}. */
    public String code(Browser browser, String scope, String... ticked) {
        return codeAt(browser, authorizePath("scope", scope), ticked);
    }

    public String codeAt(Browser browser, String authorizePath, String... ticked) {
        HttpCalls.Answer page = browser.get(authorizePath);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        String[] fields = new String[2 + 2 * ticked.length];
        for (int i = 0; i < ticked.length; i++) {
            fields[2 * i] = "scope";
            fields[2 * i + 1] = ticked[i];
        }
        fields[fields.length - 2] = "decision";
        fields[fields.length - 1] = "approve";
        HttpCalls.Answer answer = browser.submit("/authorize/decision", page, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return Objects.requireNonNull(answerParameters(answer).get("code"));
    }

    public HttpCalls.Answer redeem(String code) {
        return token("grant_type", "authorization_code", "code", code, "client_id", id, "code_verifier", VERIFIER);
    }

    public HttpCalls.Answer refresh(String refreshToken) {
        return token("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", id);
    }

    /** Tokens of a fresh connection of {@code browser}'s person. */
    public JsonNode connect(Browser browser, String scope, String... ticked) {
        HttpCalls.Answer answer = redeem(code(browser, scope, ticked));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    public HttpCalls.Answer token(String... form) {
        return calls.postForm("/token", Map.of(), Browser.encode(form));
    }

    /** The gateway's exchange of {@code token}. */
    public static HttpCalls.Answer exchange(HttpCalls calls, String token, String... audiences) {
        return exchangeOf(calls, "urn:ietf:params:oauth:token-type:access_token", token, audiences);
    }

    /** The gateway's exchange of {@code token}, which is of any type. */
    public static HttpCalls.Answer exchangeOf(HttpCalls calls, String type, String token, String... audiences) {
        StringBuilder form = new StringBuilder(Browser.encode(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                token,
                "subject_token_type",
                type));
        for (String audience : audiences) {
            form.append('&').append(Browser.encode("audience", audience));
        }
        return calls.postForm("/token", basic("mcp-gateway"), form.toString());
    }

    public static Map<String, String> basic(String program) {
        String credentials = program + ":" + RunningAuth.secret(program);
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    public static JsonNode claims(String jwt) {
        return Json.parse(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    }

    public static JsonNode header(String jwt) {
        return Json.parse(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[0]));
    }

    /** The parameters that a redirect takes to the client. */
    public static Map<String, String> answerParameters(HttpCalls.Answer answer) {
        Map<String, String> parameters = new HashMap<>();
        String query = URI.create(answer.header("location").orElseThrow()).getRawQuery();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
