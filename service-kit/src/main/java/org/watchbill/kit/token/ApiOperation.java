package org.watchbill.kit.token;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** One REST operation of an authenticated caller. */
@FunctionalInterface
public interface ApiOperation {

    void handle(Caller caller, ServerRequest request, ServerResponse response);
}
