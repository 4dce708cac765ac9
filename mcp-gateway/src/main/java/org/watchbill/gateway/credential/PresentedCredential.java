package org.watchbill.gateway.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.dpop.DpopProof;

/**
 * The credential in a request: a bearer token in {@code Authorization} (RFC 6750 section 2.1), a token with a DPoP proof
 * (RFC 9449), an API token there or in
 * {@code X-Api-Key} or {@code API-Key}, and, where an installation allows them, the forms of the OnCalls server. Never two
 * at the same time, and a token never in the query.
 */
public sealed interface PresentedCredential {

    record None() implements PresentedCredential {}

    /** Something is there that cannot be a credential. */
    record Unusable() implements PresentedCredential {}

    /** {@code proof} is that of the request which brought it, if the credential is bound to a key. */
    record Found(Credential credential, Optional<DpopProof> proof) implements PresentedCredential {

        Found(Credential credential) {
            this(credential, Optional.empty());
        }
    }

    /** An access token with a proof that nobody has checked yet (RFC 9449 section 7). */
    record Bound(Credential credential, String proof) implements PresentedCredential {}

    /** An access token with a proof that proves nothing; {@code reason} may be shown to the client. */
    record BadProof(String reason) implements PresentedCredential {}

    /**
     * Which forms of the OnCalls server are taken.
     *
     * @param headers {@code X-OnCalls-Username} with {@code X-OnCalls-Password}, and a bearer of base64(user:password)
     * @param query {@code ?username=} with {@code &password=}
     */
    record LegacyForms(boolean headers, boolean query) {}

    Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");
    Pattern DPOP = Pattern.compile("(?i:DPoP) +([A-Za-z0-9._~+/-]+=*)");
    Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    String API_TOKEN_PREFIX = "wb_";
    int LONGEST = 8192;

    /**
     * {@code query} holds the decoded parameters of the URL. A password goes with the {@code address} that it came from, where
     * wrong ones are counted.
     */
    static PresentedCredential of(McpHeaders headers, Map<String, String> query, String address, LegacyForms legacy) {
        List<PresentedCredential> found = new ArrayList<>();
        headers.first("Authorization")
                .map(value -> authorization(value, proof(headers), address, legacy))
                .ifPresent(found::add);
        headers.first("X-Api-Key").map(PresentedCredential::apiKey).ifPresent(found::add);
        headers.first("API-Key").map(PresentedCredential::apiKey).ifPresent(found::add);
        if (legacy.headers()) {
            pair(headers.first("X-OnCalls-Username"), headers.first("X-OnCalls-Password"), address)
                    .ifPresent(found::add);
        }
        if (legacy.query()) {
            pair(Optional.ofNullable(query.get("username")), Optional.ofNullable(query.get("password")), address)
                    .ifPresent(found::add);
        }
        return switch (found.size()) {
            case 0 -> new None();
            case 1 -> found.getFirst();
            default -> new Unusable();
        };
    }

    private static PresentedCredential authorization(
            String header, Optional<String> proof, String address, LegacyForms legacy) {
        Matcher bound = DPOP.matcher(header);
        if (header.length() <= LONGEST && bound.matches()) {
            return bound(bound.group(1), proof);
        }
        Matcher bearer = BEARER.matcher(header);
        if (header.length() > LONGEST || !bearer.matches()) {
            return new Unusable();
        }
        String token = bearer.group(1);
        if (token.startsWith(API_TOKEN_PREFIX)) {
            return apiKey(token);
        }
        if (JWT.matcher(token).matches()) {
            return new Found(new Credential(Credential.Kind.ACCESS_TOKEN, new Secret(token)));
        }
        return legacy.headers() ? basic(token, address) : new Unusable();
    }

    /** Exactly one; several prove nothing. */
    private static Optional<String> proof(McpHeaders headers) {
        return headers.isRepeated(DpopProof.HEADER) ? Optional.empty() : headers.first(DpopProof.HEADER);
    }

    private static PresentedCredential bound(String token, Optional<String> proof) {
        if (proof.isEmpty()) {
            return new BadProof("The request has no proof, or several");
        }
        return JWT.matcher(token).matches()
                ? new Bound(new Credential(Credential.Kind.ACCESS_TOKEN, new Secret(token)), proof.get())
                : new Unusable();
    }

    private static PresentedCredential apiKey(String value) {
        return value.startsWith(API_TOKEN_PREFIX) && value.length() <= LONGEST
                ? new Found(new Credential(Credential.Kind.API_TOKEN, new Secret(value)))
                : new Unusable();
    }

    /** Base64 of name, colon, password. */
    private static PresentedCredential basic(String token, String address) {
        try {
            String pair = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(token)))
                    .toString();
            int colon = pair.indexOf(':');
            return colon < 0 ? new Unusable() : password(pair.substring(0, colon), pair.substring(colon + 1), address);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new Unusable();
        }
    }

    private static Optional<PresentedCredential> pair(
            Optional<String> username, Optional<String> password, String address) {
        if (username.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(password(username.orElse(""), password.orElse(""), address));
    }

    private static PresentedCredential password(String username, String password, String address) {
        if (username.isEmpty() || password.isEmpty() || username.length() + password.length() > LONGEST / 2) {
            return new Unusable();
        }
        byte[] pair = Json.bytes(Json.object()
                .put("username", username)
                .put("password", password)
                .put("address", address));
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(pair);
        return new Found(new Credential(Credential.Kind.PASSWORD, new Secret(value)));
    }
}
