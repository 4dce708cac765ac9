package org.watchbill.audit.log;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.audit.AuditEvent;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.run.Field;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.InvalidTokenException;
import org.watchbill.kit.token.TokenVerifier;

/** {@code POST /events} on the internal socket, for programs of the suite with scope {@code audit:append}. */
public final class AppendEndpoint implements HttpService {

    private static final System.Logger LOG = System.getLogger(AppendEndpoint.class.getName());

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
        Optional<Refusal> unauthorised = authorise(request);
        if (unauthorised.isPresent()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer scope=\"audit:append\"");
            Problems.send(response, unauthorised.get());
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
                LOG.log(Level.WARNING, "audit event refused, its id is taken", Field.of("event_id", eventId));
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

    private Optional<Refusal> authorise(ServerRequest request) {
        Optional<String> token = BearerToken.of(request.headers());
        if (token.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.UNAUTHENTICATED, "A bearer token is needed"));
        }
        try {
            return tokens.verify(token.get()).scopes().contains("audit:append")
                    ? Optional.empty()
                    : Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The scope audit:append is needed"));
        } catch (InvalidTokenException _) {
            return Optional.of(Refusal.of(ErrorCode.UNAUTHENTICATED, "The token is not accepted here"));
        }
    }
}
