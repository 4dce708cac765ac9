package org.watchbill.auth.client.registration;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.limit.SharedCeiling;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.address.ClientAddresses;
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
            Optional<String> clientSecret,
            Optional<Integer> clientSecretExpiresAt,
            Optional<String> registrationAccessToken,
            Optional<String> registrationClientUri,
            String clientName,
            List<String> redirectUris,
            String applicationType,
            String tokenEndpointAuthMethod,
            List<String> grantTypes,
            List<String> responseTypes) {

        static RegistrationBody of(Client client, Optional<String> secret, Optional<String> token, String address) {
            return new RegistrationBody(
                    client.id(),
                    client.registeredAt().getEpochSecond(),
                    secret,
                    secret.map(shown -> 0),
                    token,
                    token.map(shown -> address + client.id()),
                    client.name(),
                    client.uris().redirect().stream().map(RedirectUri::text).toList(),
                    client.uris().redirect().stream().anyMatch(RedirectUri::isNative) ? "native" : "web",
                    client.proof().method().text(),
                    client.grantTypes().stream().sorted().toList(),
                    List.of("code"));
        }
    }

    private final RegisterClient registerClient;
    private final ManageRegistration manageRegistration;
    private final String address;
    private final ClientAddresses addresses;
    private final SharedCeiling ceiling;

    public RegistrationEndpoint(
            RegisterClient registerClient,
            ManageRegistration manageRegistration,
            String issuer,
            ClientAddresses addresses,
            InstantSource time) {
        this.registerClient = registerClient;
        this.manageRegistration = manageRegistration;
        this.address = issuer + "/register/";
        this.addresses = addresses;
        this.ceiling = new SharedCeiling(MOST_A_MINUTE, Duration.ofMinutes(1), time);
    }

    public void register(ServerRequest request, ServerResponse response) {
        if (!ceiling.allows(addresses.keyOf(request))) {
            throw new OAuthException(
                    OAuthError.TEMPORARILY_UNAVAILABLE, "Too many registrations, try again in a minute");
        }
        switch (registerClient.register(metadata(request))) {
            case Registration.Shared(Client client) ->
                send(response, Status.CREATED_201, client, Optional.empty(), Optional.empty());
            case Registration.Own(Client client, String secret, String token) ->
                send(response, Status.CREATED_201, client, Optional.of(secret), Optional.of(token));
        }
    }

    /** {@code GET /register/{id}}, RFC 7592 section 2.1. */
    public void read(ServerRequest request, ServerResponse response) {
        String token = token(request);
        Client client = manageRegistration.read(id(request), token).orElseThrow(RegistrationEndpoint::refused);
        send(response, Status.OK_200, client, Optional.empty(), Optional.of(token));
    }

    /** {@code PUT /register/{id}}, RFC 7592 section 2.2. */
    public void change(ServerRequest request, ServerResponse response) {
        String token = token(request);
        Client client = manageRegistration
                .change(id(request), token, metadata(request))
                .orElseThrow(RegistrationEndpoint::refused);
        send(response, Status.OK_200, client, Optional.empty(), Optional.of(token));
    }

    /** {@code DELETE /register/{id}}, RFC 7592 section 2.3. */
    public void delete(ServerRequest request, ServerResponse response) {
        if (manageRegistration.delete(id(request), token(request)).isEmpty()) {
            throw refused();
        }
        response.status(Status.NO_CONTENT_204).send();
    }

    private void send(
            ServerResponse response, Status status, Client client, Optional<String> secret, Optional<String> token) {
        JsonBody.send(response, status, RegistrationBody.of(client, secret, token, address));
    }

    private static ClientMetadata metadata(ServerRequest request) {
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        if (body.length > LARGEST_BODY) {
            throw new OAuthException(OAuthError.INVALID_CLIENT_METADATA, "The registration is larger than 16 KB");
        }
        return RegistrationRules.read(Json.parseMessage(body));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static String token(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip())
                .orElseThrow(RegistrationEndpoint::refused);
    }

    private static OAuthException refused() {
        return new OAuthException(OAuthError.INVALID_TOKEN, "The registration access token is wrong");
    }
}
