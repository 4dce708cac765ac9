package org.watchbill.auth.authorization;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.authorization.pushed.KeepRequest;
import org.watchbill.auth.authorization.pushed.PushedRequest;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageRefusal;

/** Finds the parameters of a request, in the query or where the client pushed them, and the client that sent it. */
public final class OpenRequest {

    /**
     * A request of a known client with a redirect URI of its own.
     *
     * @param query what the browser brought
     * @param parameters what the client asks
     */
    record Opened(Parameters query, Parameters parameters, FindClient.Found found, Optional<PushedRequest> pushed) {

        /** A pushed request cannot be rewritten after a sign-in, so there the time of the sign-in decides. */
        boolean asksToSignInAgain(Instant signedInAt, Instant now) {
            return AuthorizationRules.mustSignInAgain(query, signedInAt, now)
                    || (pushed.flatMap(PushedRequest::openedAt)
                                    .filter(signedInAt::isBefore)
                                    .isPresent()
                            && AuthorizationRules.mustSignInAgain(parameters, signedInAt, now));
        }

        /** The query with which the request goes on once somebody has just signed in. */
        String afterSignIn(String rawQuery) {
            return pushed.isPresent()
                    ? query.only(Set.of("client_id", "request_uri")).encoded()
                    : AuthorizationRules.afterSignIn(rawQuery);
        }

        String pushedHash() {
            return pushed.map(PushedRequest::secretHash).orElse("");
        }
    }

    private final FindClient findClient;
    private final KeepRequest keepRequest;

    public OpenRequest(FindClient findClient, KeepRequest keepRequest) {
        this.findClient = findClient;
        this.keepRequest = keepRequest;
    }

    Opened open(Parameters query) {
        Optional<String> reference = query.optional("request_uri").filter(PushedRequest::isReference);
        if (reference.isEmpty()) {
            return new Opened(query, query, findClient.find(query), Optional.empty());
        }
        PushedRequest pushed = keepRequest
                .open(query.required("client_id"), reference.get())
                .orElseThrow(() -> new PageRefusal(
                        400,
                        "This request has ended",
                        "It was answered before, or it took too long. Start the connection again in the app."));
        Parameters parameters = Parameters.parse(pushed.parameters());
        return new Opened(query, parameters, findClient.find(parameters), Optional.of(pushed));
    }
}
