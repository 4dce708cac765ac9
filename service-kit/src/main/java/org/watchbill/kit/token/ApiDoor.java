package org.watchbill.kit.token;

import io.helidon.webserver.http.Handler;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/** The way into a REST API: whoever brings a good token is a caller, everybody else is challenged. */
public interface ApiDoor {

    /** A handler that runs {@code operation} for any caller; a write decides itself, so that it can record a refusal. */
    Handler authenticate(ApiOperation operation);

    /** A handler that runs {@code operation} for a caller who holds {@code scope}. */
    default Handler require(String scope, ApiOperation operation) {
        return authenticate((caller, request, response) -> {
            if (caller.may(scope)) {
                operation.handle(caller, request, response);
            } else {
                Challenges.insufficient(response, scope);
            }
        });
    }

    /** Like {@link #require}, for administrators only. */
    default Handler requireAdmin(String scope, ApiOperation operation) {
        return require(scope, (caller, request, response) -> {
            if (caller.isAdmin()) {
                operation.handle(caller, request, response);
            } else {
                Problems.send(
                        response,
                        Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Only an administrator of the organisation may do this"));
            }
        });
    }
}
