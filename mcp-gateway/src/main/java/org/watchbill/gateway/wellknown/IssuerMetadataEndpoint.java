package org.watchbill.gateway.wellknown;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/**
 * The metadata of auth-service (RFC 8414) at the gateway's own origin, as auth-service publishes it: clients of revision
 * 2025-03-26 know no protected-resource metadata and look for the authorization server there.
 */
public final class IssuerMetadataEndpoint implements HttpService {

    public static final String PATH = "/.well-known/oauth-authorization-server";

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @SuppressWarnings("ArrayRecordComponent")
    private record Copy(byte[] document, Instant renewAt) {}

    private final BackendClient authService;
    private final String issuer;
    private final InstantSource time;
    private volatile @Nullable Copy copy;

    public IssuerMetadataEndpoint(BackendClient authService, String issuer, InstantSource time) {
        this.authService = authService;
        this.issuer = issuer;
        this.time = time;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::answer).options("/", PublicDocument::preflight);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        Optional<Copy> current = current();
        if (current.isPresent()) {
            PublicDocument.send(response, current.get().document());
        } else {
            Problems.send(
                    response, Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The authorization server cannot be reached"));
        }
    }

    /** While auth-service is down the last copy stands. */
    private Optional<Copy> current() {
        Copy held = copy;
        if (held != null && time.instant().isBefore(held.renewAt())) {
            return Optional.of(held);
        }
        Optional<Copy> renewed = fetch().or(() -> Optional.ofNullable(held)
                .map(old -> new Copy(old.document(), time.instant().plus(PAUSE))));
        renewed.ifPresent(next -> copy = next);
        return renewed;
    }

    private Optional<Copy> fetch() {
        try {
            BackendClient.Answer answer = authService.get(PATH, Map.of("Accept", "application/json"));
            boolean good = answer.status() == 200
                    && Json.parse(answer.body()).path("issuer").stringValue("").equals(issuer);
            return good ? Optional.of(new Copy(answer.body(), time.instant().plus(FRESH))) : Optional.empty();
        } catch (BackendException | JsonFormatException e) {
            return Optional.empty();
        }
    }
}
