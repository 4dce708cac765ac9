package org.watchbill.kit.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.kit.json.Json;

/** Reading and sending JSON bodies; the bytes are read before they are parsed, so the body limit answers 413. */
public final class JsonBody {

    private JsonBody() {}

    public static <T> T read(ServerRequest request, Class<T> type) {
        return Json.read(request.content().as(byte[].class), type);
    }

    public static void send(ServerResponse response, Status status, Object body) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }
}
