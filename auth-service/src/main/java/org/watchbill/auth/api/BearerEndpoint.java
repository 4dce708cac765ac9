package org.watchbill.auth.api;

import io.helidon.webserver.http.Handler;
import java.util.Optional;
import org.watchbill.auth.key.KeyRing;
import org.watchbill.kit.token.ApiDoor;
import org.watchbill.kit.token.ApiOperation;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;

/** The door of this service's own API, which asks the database itself. */
public final class BearerEndpoint implements ApiDoor {

    private final KeyRing keys;
    private final AdmitCaller admit;

    public BearerEndpoint(KeyRing keys, AdmitCaller admit) {
        this.keys = keys;
        this.admit = admit;
    }

    @Override
    public Handler authenticate(ApiOperation operation) {
        return (request, response) -> BearerToken.of(request.headers())
                .ifPresentOrElse(
                        token -> admitted(token)
                                .ifPresentOrElse(
                                        caller -> operation.handle(caller, request, response),
                                        () -> Challenges.invalid(
                                                response, new InvalidTokenException("The token is not valid here"))),
                        () -> Challenges.missing(response));
    }

    private Optional<Caller> admitted(String token) {
        keys.refresh();
        return admit.admit(token);
    }
}
