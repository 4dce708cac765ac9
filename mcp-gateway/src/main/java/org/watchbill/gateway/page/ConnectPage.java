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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.watchbill.gateway.wellknown.GatewayResource;

/** {@code GET /}: how to connect a client, as plain HTML without scripts. */
public final class ConnectPage implements HttpService {

    private static final String TEMPLATE = "/mcp-gateway/connect.html";
    private static final String STYLE = "<style>";

    private final byte[] html;
    private final String policy;

    /** The addresses are configured URIs without query, so there is nothing to escape. */
    public ConnectPage(GatewayResource resource) {
        String template = template();
        this.html = template.replace("{url}", resource.identifier())
                .replace("{events}", resource.identifier(GatewayResource.EVENTS_PATH))
                .replace("{accounts}", resource.issuer())
                .getBytes(UTF_8);
        String style = template.substring(template.indexOf(STYLE) + STYLE.length(), template.indexOf("</style>"));
        this.policy = "default-src 'none'; style-src 'sha256-" + digest(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HeaderNames.create("Content-Security-Policy"), policy)
                .send(html);
    }

    private static String template() {
        try (InputStream template = ConnectPage.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new IllegalStateException(TEMPLATE + " is missing from the class path");
            }
            return new String(template.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash by which the policy lets the page's own style through (CSP level 3, section 8.4). */
    private static String digest(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
