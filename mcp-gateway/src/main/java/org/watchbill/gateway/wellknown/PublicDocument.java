package org.watchbill.gateway.wellknown;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** A JSON document that pages of every origin may read. */
final class PublicDocument {

    private PublicDocument() {}

    static void send(ServerResponse response, byte[] json) {
        response.status(Status.OK_200)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HeaderNames.CACHE_CONTROL, "max-age=3600")
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(json);
    }

    static void preflight(ServerRequest request, ServerResponse response) {
        response.status(Status.NO_CONTENT_204)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET")
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "*")
                .send();
    }
}
