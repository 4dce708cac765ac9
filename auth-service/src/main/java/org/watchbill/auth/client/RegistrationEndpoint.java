package org.watchbill.auth.client;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.json.Json;

/**
 * {@code POST /register}, RFC 7591. The ceiling guards the database against floods; it is one for all addresses because
 * hosted clients share theirs.
 */
public final class RegistrationEndpoint {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final int MOST_A_MINUTE = 600;

    private record RegistrationBody(
            String clientId,
            long clientIdIssuedAt,
            String clientName,
            List<String> redirectUris,
            String applicationType,
            String tokenEndpointAuthMethod,
            List<String> grantTypes,
            List<String> responseTypes) {

        static RegistrationBody of(Client client) {
            return new RegistrationBody(
                    client.id(),
                    client.registeredAt().getEpochSecond(),
                    client.name(),
                    client.uris().redirect().stream().map(RedirectUri::text).toList(),
                    client.uris().redirect().stream().anyMatch(RedirectUri::isNative) ? "native" : "web",
                    "none",
                    List.of("authorization_code", "refresh_token"),
                    List.of("code"));
        }
    }

    private final RegisterClient registerClient;
    private final Ceiling ceiling;

    public RegistrationEndpoint(RegisterClient registerClient, InstantSource time) {
        this.registerClient = registerClient;
        this.ceiling = new Ceiling(MOST_A_MINUTE, Duration.ofMinutes(1), time);
    }

    public void register(ServerRequest request, ServerResponse response) {
        if (!ceiling.allows("register")) {
            throw new OAuthException(
                    OAuthError.TEMPORARILY_UNAVAILABLE, "Too many registrations, try again in a minute");
        }
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        if (body.length > LARGEST_BODY) {
            throw new OAuthException(OAuthError.INVALID_CLIENT_METADATA, "The registration is larger than 16 KB");
        }
        Client client = registerClient.register(RegistrationRules.read(Json.parseMessage(body)));
        JsonBody.send(response, Status.CREATED_201, RegistrationBody.of(client));
    }
}
