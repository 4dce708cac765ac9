package org.watchbill.kit.http;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;

/** Reading and sending JSON bodies; the bytes are read before they are parsed, so the body limit answers 413. */
public final class JsonBody {

    private JsonBody() {}

    /** Throws {@link JsonFormatException}; another content type than JSON answers 415. */
    public static <T> T read(ServerRequest request, Class<T> type) {
        return Json.read(bytes(request), type);
    }

    /** The body's bytes, of which there must be some, under a JSON content type. */
    public static byte[] bytes(ServerRequest request) {
        if (!request.content().hasEntity()) {
            throw new JsonFormatException("The body is empty");
        }
        boolean json = request.headers()
                .contentType()
                .map(HttpMediaType::mediaType)
                .filter(type -> type.equals(MediaTypes.APPLICATION_JSON))
                .isPresent();
        if (!json) {
            throw new HttpException(
                    "The content type must be application/json", Status.UNSUPPORTED_MEDIA_TYPE_415, true);
        }
        return request.content().as(byte[].class);
    }

    public static void send(ServerResponse response, Status status, Object body) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(Json.bytes(body));
    }
}
