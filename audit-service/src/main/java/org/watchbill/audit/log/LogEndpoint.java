package org.watchbill.audit.log;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/v1/events} and {@code GET /api/v1/verification}. */
public final class LogEndpoint implements HttpService {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    private record EntryBody(long index, JsonNode event, String previousHash, String hash, Instant recordedAt) {

        static EntryBody of(Entry entry) {
            return new EntryBody(
                    entry.index(),
                    Json.parse(entry.event().text().getBytes(StandardCharsets.UTF_8)),
                    entry.previousHash(),
                    entry.hash(),
                    entry.recordedAt());
        }
    }

    private record PageBody(List<EntryBody> events, Optional<String> nextCursor) {}

    private final FindEvents findEvents;
    private final VerifyChain verifyChain;
    private final ApiSecurity security;

    public LogEndpoint(FindEvents findEvents, VerifyChain verifyChain, ApiSecurity security) {
        this.findEvents = findEvents;
        this.verifyChain = verifyChain;
        this.security = security;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", security.require("audit:read", this::list))
                .get("/verification", security.requireAdmin("audit:read", this::verify));
    }

    private void list(Caller caller, ServerRequest request, ServerResponse response) {
        long from = number(request, "cursor", 0, 0, Long.MAX_VALUE);
        int limit = (int) number(request, "limit", USUAL_LIMIT, 1, HIGHEST_LIMIT);
        FindEvents.Page page = findEvents.from(caller, from, limit);
        JsonBody.send(
                response,
                Status.OK_200,
                new PageBody(
                        page.entries().stream().map(EntryBody::of).toList(),
                        page.next().map(String::valueOf)));
    }

    private void verify(Caller caller, ServerRequest request, ServerResponse response) {
        JsonBody.send(
                response,
                Status.OK_200,
                verifyChain.verify(caller.organisation().id()));
    }

    private static long number(ServerRequest request, String name, long usual, long min, long max) {
        String text = request.query().first(name).orElse(String.valueOf(usual));
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a number out of bounds.
        }
        throw new RefusedException(Refusal.invalid(name, "The query parameter " + name + " is invalid"));
    }
}
