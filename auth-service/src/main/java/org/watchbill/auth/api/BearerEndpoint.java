package org.watchbill.auth.api;

import io.helidon.webserver.http.Handler;
import org.watchbill.kit.token.ApiDoor;
import org.watchbill.kit.token.ApiOperation;
import org.watchbill.kit.token.BearerToken;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.InvalidTokenException;

/** The door of this service's own API, which asks the database itself. */
public final class BearerEndpoint implements ApiDoor {

    private final AdmitCaller admit;

    public BearerEndpoint(AdmitCaller admit) {
        this.admit = admit;
    }

    @Override
    public Handler authenticate(ApiOperation operation) {
        return (request, response) -> BearerToken.of(request.headers())
                .ifPresentOrElse(
                        token -> admit.admit(token)
                                .ifPresentOrElse(
                                        caller -> operation.handle(caller, request, response),
                                        () -> Challenges.invalid(
                                                response, new InvalidTokenException("The token is not valid here"))),
                        () -> Challenges.missing(response));
    }
}
