package org.watchbill.auth.client.document;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.watchbill.kit.http.outbound.GuardedClient;
import org.watchbill.kit.http.outbound.OutboundException;

/** Fetches one description; 200 and JSON or nothing. */
final class FetchDocument {

    private static final GuardedClient.Bounds BOUNDS = new GuardedClient.Bounds(5 * 1024, Duration.ofSeconds(5));
    private static final Pattern JSON = Pattern.compile("application/(?:[a-z0-9!#$&^_.+-]+\\+)?json");

    /** A description and how long it may be kept. */
    record Fetched(DocumentRules.Described described, Duration lifetime) {}

    private final GuardedClient client;

    FetchDocument(GuardedClient client) {
        this.client = client;
    }

    /** Throws {@link DocumentException}. */
    Fetched fetch(String id) {
        GuardedClient.Answer answer = answer(id);
        if (answer.status() != 200) {
            throw new DocumentException("Its address answered with status " + answer.status());
        }
        if (!JSON.matcher(answer.contentType()).matches()) {
            throw new DocumentException("Its content type is not application/json");
        }
        return new Fetched(DocumentRules.read(id, answer.body()), FreshnessRules.lifetime(answer.headers()));
    }

    private GuardedClient.Answer answer(String id) {
        try {
            return client.get(URI.create(id), Map.of("Accept", "application/json"), BOUNDS);
        } catch (OutboundException e) {
            throw new DocumentException(
                    switch (e.reason()) {
                        case TOO_LARGE -> "It is larger than 5 KB";
                        case TOO_SLOW -> "It did not come within 5 seconds";
                        case REFUSED_URL, REFUSED_ADDRESS, UNREACHABLE -> "Its address cannot be reached";
                    });
        }
    }
}
