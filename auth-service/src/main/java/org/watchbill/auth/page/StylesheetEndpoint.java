package org.watchbill.auth.page;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /style.css}: the one stylesheet. */
public final class StylesheetEndpoint {

    private final byte[] stylesheet = load();

    public void stylesheet(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/css; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=3600")
                .send(stylesheet);
    }

    private static byte[] load() {
        try (InputStream file = StylesheetEndpoint.class.getResourceAsStream("/auth-service/style.css")) {
            return Objects.requireNonNull(file, "style.css").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
