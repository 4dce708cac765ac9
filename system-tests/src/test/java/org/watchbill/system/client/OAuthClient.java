package org.watchbill.system.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A public client that registered itself; people sign in and consent in a {@link Browser}. */
public final class OAuthClient {

    private static final String CALLBACK = "http://127.0.0.1:49152/callback";

    private final Discovery discovery;
    private final String clientId;

    private OAuthClient(Discovery discovery, String clientId) {
        this.discovery = discovery;
        this.clientId = clientId;
    }

    public static OAuthClient register(Discovery discovery) {
        ObjectNode metadata = Json.object();
        metadata.put("client_name", "System test");
        metadata.putArray("redirect_uris").add(CALLBACK);
        metadata.putArray("grant_types").add("authorization_code").add("refresh_token");
        metadata.putArray("response_types").add("code");
        metadata.put("token_endpoint_auth_method", "none");
        JsonNode registered = Http.postJson(discovery.endpoint("registration"), metadata, Map.of())
                .expect(201)
                .json();
        return new OAuthClient(discovery, registered.path("client_id").asString());
    }

    /** What somebody allowed, to be redeemed once with the verifier. */
    public record Approval(String code, String verifier) {}

    /** The whole authorization code flow; the person allows just the scopes asked for. Answers the access token. */
    public String tokenFor(Person person, String scope) {
        return redeem(approval(person, scope)).path("access_token").asString();
    }

    /** The flow up to the code; the person allows just the scopes asked for. */
    public Approval approval(Person person, String scope) {
        String verifier = UUID.randomUUID() + "" + UUID.randomUUID();
        String state = "" + UUID.randomUUID();
        URI back = new Consent(new Browser(CALLBACK), person, scope).give(authorizeUri(verifier, state, scope));
        Map<String, String> answer = query(back);
        if (!state.equals(answer.get("state")) || !discovery.issuer().equals(answer.get("iss"))) {
            throw new AssertionError("The authorization answer is not ours: " + answer);
        }
        return new Approval(answer.getOrDefault("code", ""), verifier);
    }

    /** The tokens that the approval brings. */
    public JsonNode redeem(Approval approval) {
        return Http.postForm(discovery.endpoint("token"), redemption(approval), Map.of())
                .expect(200)
                .json();
    }

    /** The form that redeems the approval, at whichever process. */
    public Map<String, String> redemption(Approval approval) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                approval.code(),
                "client_id",
                clientId,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                approval.verifier(),
                "resource",
                discovery.resource());
    }

    /** The form that refreshes. */
    public Map<String, String> renewal(String refreshToken) {
        return Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", clientId);
    }

    private URI authorizeUri(String verifier, String state, String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("resource", discovery.resource());
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        return URI.create(discovery.endpoint("authorization") + "?" + Http.encode(parameters));
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getQuery().split("&"))
                .map(pair -> List.of(pair.split("=", 2)))
                .collect(Collectors.toMap(List::getFirst, List::getLast));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
