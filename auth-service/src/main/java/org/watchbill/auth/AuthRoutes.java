package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.kit.config.Settings;

/** Every path of the public socket, by area. */
final class AuthRoutes {

    private final Settings settings;
    private final AuthParts parts;
    private final InstantSource time;

    AuthRoutes(Settings settings, AuthParts parts, InstantSource time) {
        this.settings = settings;
        this.parts = parts;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        CheckPassword checkPassword = PageParts.checkPassword(parts, time);
        PageParts pages = PageParts.build(settings, parts, checkPassword, time);
        new ProtocolRoutes(parts).onPublic(routing);
        new ClientRoutes(parts, time).onPublic(routing);
        new TokenRoutes(settings, parts, checkPassword, time).onPublic(routing);
        new AuthorizationRoutes(parts, pages, TokenRoutes.authentication(settings, parts), time).onPublic(routing);
        new SignInRoutes(parts, pages, time).onPublic(routing);
        new SecurityRoutes(settings, parts, pages, time).onPublic(routing);
        new AccountRoutes(parts, pages, time).onPublic(routing);
        new ApiRoutes(parts, time).onPublic(routing);
    }
}
