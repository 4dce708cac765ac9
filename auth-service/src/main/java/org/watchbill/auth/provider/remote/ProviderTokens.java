package org.watchbill.auth.provider.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.http.outbound.OutboundException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.seal.Seal;

/** A provider's token endpoint (OpenID Connect Core 1.0, section 3.1.3). */
public final class ProviderTokens {

    private final GuardedClient client;
    private final Seal seal;
    private final String redirectUri;

    /** {@code seal} opens the secrets of registrations; {@code redirectUri} is where providers send people back. */
    public ProviderTokens(GuardedClient client, Seal seal, String redirectUri) {
        this.client = client;
        this.seal = seal;
        this.redirectUri = redirectUri;
    }

    public String redirectUri() {
        return redirectUri;
    }

    /** The ID token for {@code code}. Throws {@link ProviderException}. */
    public String redeem(Provider provider, ProviderMetadata metadata, String code, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", verifier);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        String clientId = provider.registration().clientId();
        if (metadata.wantsSecretInForm()) {
            form.put("client_id", clientId);
            form.put("client_secret", secret(provider));
        } else {
            String pair = encoded(clientId) + ":" + encoded(secret(provider));
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            GuardedClient.Answer answer =
                    client.post(metadata.tokenEndpoint(), headers, body(form), ProviderDirectory.BOUNDS);
            String token = answer.status() == 200
                    ? Json.parseMessage(answer.body()).path("id_token").stringValue("")
                    : "";
            if (token.isEmpty()) {
                throw new ProviderException("The provider gives no ID token: status " + answer.status());
            }
            return token;
        } catch (OutboundException e) {
            throw new ProviderException("The provider cannot be reached: " + e.getMessage(), e);
        } catch (JsonFormatException e) {
            throw new ProviderException("The provider's token answer is not JSON", e);
        }
    }

    private String secret(Provider provider) {
        return seal.open(provider.registration().sealedSecret(), facts(provider.id()))
                .map(secret -> new String(secret, StandardCharsets.UTF_8))
                .orElseThrow(() -> new ProviderException("The client secret was sealed with another key"));
    }

    public String sealed(Provider.Id provider, String secret) {
        return seal.close(secret.getBytes(StandardCharsets.UTF_8), facts(provider));
    }

    private static List<String> facts(Provider.Id provider) {
        return List.of(provider.toString());
    }

    private static byte[] body(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
