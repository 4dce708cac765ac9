package org.watchbill.system.openid;

import io.helidon.security.Principal;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import io.helidon.security.Subject;
import io.helidon.security.providers.oidc.OidcFeature;
import io.helidon.security.providers.oidc.OidcProvider;
import io.helidon.security.providers.oidc.common.OidcConfig;
import io.helidon.security.providers.oidc.common.PkceChallengeMethod;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.security.SecurityFeature;
import java.net.URI;
import org.watchbill.system.suite.ClientFixture;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.SuitePlan;

/** A web server of somebody else whose pages Helidon's own OIDC provider protects; it knows the issuer and a client. */
final class HelidonPages implements AutoCloseable {

    private final URI url;
    private final WebServer server;

    HelidonPages(SuitePlan plan, int port, ClientFixture client) {
        url = at(port);
        OidcConfig config = OidcConfig.builder()
                .identityUri(plan.url(Service.AUTH))
                .clientId(client.id())
                .clientSecret(client.secret())
                .frontendUri("" + url)
                .audience("" + plan.mcp())
                .baseScopes("openid profile email")
                .redirect(true)
                .useCookie(true)
                .cookieEncryptionEnabled(true)
                .cookieEncryptionPassword("a password of this test".toCharArray())
                .pkceEnabled(true)
                .pkceChallengeMethod(PkceChallengeMethod.S256)
                .logoutEnabled(true)
                .logoutUri("/oidc/logout")
                .postLogoutUri(URI.create("/goodbye"))
                .build();
        Security security = Security.builder()
                .addProvider(OidcProvider.create(config), "oidc")
                .build();
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .addFeature(SecurityFeature.builder().security(security).build())
                .routing(routing -> routing.addFeature(OidcFeature.create(config))
                        .get("/me", SecurityFeature.authenticate(), (request, response) -> response.send(who(request)))
                        .get("/goodbye", (request, response) -> response.send("Goodbye")))
                .build()
                .start();
    }

    static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }

    URI page(String path) {
        return url.resolve(path);
    }

    private static String who(ServerRequest request) {
        return request.context()
                .get(SecurityContext.class)
                .flatMap(SecurityContext::user)
                .map(Subject::principal)
                .map(Principal::id)
                .map("You are "::concat)
                .orElse("You are nobody");
    }

    @Override
    public void close() {
        server.stop();
    }
}
