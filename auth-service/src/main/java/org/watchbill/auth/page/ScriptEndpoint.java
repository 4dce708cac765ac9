package org.watchbill.auth.page;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /assets/<name>.js}: the script of one page. */
public final class ScriptEndpoint {

    private final byte[] script;

    /** {@code name} is that of a file of this service, without its ending. */
    public ScriptEndpoint(String name) {
        this.script = load("/auth-service/assets/" + name + ".js");
    }

    public void script(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/javascript; charset=utf-8")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=3600")
                .send(script);
    }

    private static byte[] load(String file) {
        try (InputStream content = ScriptEndpoint.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(content, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
