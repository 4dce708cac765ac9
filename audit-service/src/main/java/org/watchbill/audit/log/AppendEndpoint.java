package org.watchbill.audit.log;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.audit.AuditEvent;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;

/** {@code POST /events} on the internal socket, for programs of the suite with scope {@code audit:append}. */
public final class AppendEndpoint implements HttpService {

    private static final EventLog LOG = EventLog.named("org.watchbill.audit");

    private static final String SCOPE = "audit:append";

    private record Batch(List<AuditEvent> events) {}

    private record Receipts(List<AppendResult.Receipt> receipts) {}

    private final AppendEvents appendEvents;
    private final TokenVerifier tokens;

    public AppendEndpoint(AppendEvents appendEvents, TokenVerifier tokens) {
        this.appendEvents = appendEvents;
        this.tokens = tokens;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/events", this::append);
    }

    private void append(ServerRequest request, ServerResponse response) {
        if (!authorised(request, response)) {
            return;
        }
        List<CanonicalEvent> batch = JsonBody.read(request, Batch.class).events().stream()
                .map(CanonicalEvent::of)
                .toList();
        EventRules.refusal(batch)
                .ifPresentOrElse(
                        refusal -> Problems.send(response, refusal), () -> send(response, appendEvents.append(batch)));
    }

    private static void send(ServerResponse response, AppendResult result) {
        switch (result) {
            case AppendResult.Appended(var receipts) -> JsonBody.send(response, Status.OK_200, new Receipts(receipts));
            case AppendResult.Conflicting(int position, var eventId) -> {
                LOG.warning("audit event refused, its id is taken", Field.of("event_id", eventId));
                Problems.send(response, taken(position));
            }
        }
    }

    private static Refusal taken(int position) {
        String event = "events[" + position + "]";
        return new Refusal(
                ErrorCode.CONFLICT,
                event + " has the id of another event; nothing was appended",
                Optional.of(event),
                Optional.empty());
    }

    /** Whether the sender may append; answers the request when it may not. */
    private boolean authorised(ServerRequest request, ServerResponse response) {
        Optional<String> token = BearerToken.of(request.headers());
        if (token.isEmpty()) {
            Challenges.missing(response);
            return false;
        }
        try {
            if (tokens.verify(token.get()).scopes().contains(SCOPE)) {
                return true;
            }
            response.header(
                    HeaderNames.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + SCOPE + "\"");
            Problems.send(response, Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The token lacks the scope " + SCOPE));
        } catch (InvalidTokenException e) {
            Challenges.invalid(response, e);
        }
        return false;
    }
}
