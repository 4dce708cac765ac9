package org.watchbill.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /}: how to connect a client, as plain HTML without scripts. */
public final class ConnectPage implements HttpService {

    private static final String TEMPLATE = "/mcp-gateway/connect.html";
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final byte[] html;

    /** {@code mcpUrl} is a configured URI without query, so there is nothing to escape. */
    public ConnectPage(String mcpUrl) {
        try (InputStream template = ConnectPage.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new IllegalStateException(TEMPLATE + " is missing from the class path");
            }
            this.html = new String(template.readAllBytes(), UTF_8)
                    .replace("{url}", mcpUrl)
                    .getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HeaderNames.create("Content-Security-Policy"), POLICY)
                .send(html);
    }
}
