package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.logout.LogoutEndpoint;
import org.watchbill.auth.logout.ReadLogout;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.ScriptEndpoint;
import org.watchbill.auth.page.StylesheetEndpoint;
import org.watchbill.auth.session.SignInEndpoint;
import org.watchbill.auth.setup.FoundOrganisation;
import org.watchbill.auth.setup.SetUpEndpoint;
import org.watchbill.auth.token.IdTokens;

/** Signing in and out, and the pages that come first. */
final class SignInRoutes {

    private final AuthParts parts;
    private final PageParts pages;
    private final InstantSource time;

    SignInRoutes(AuthParts parts, PageParts pages, InstantSource time) {
        this.parts = parts;
        this.pages = pages;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        SignInEndpoint signIn = pages.signIn();
        SetUpEndpoint setUp = new SetUpEndpoint(
                new FoundOrganisation(parts.founding(), parts.hasher(), time), pages.door(), pages.guard());
        routing.get("/sign-in", PageEndpoint.of(signIn::form))
                .post("/sign-in", PageEndpoint.of(signIn::signIn))
                .post("/sign-in/passkey", PageEndpoint.of(pages.signIns().passkey()::signIn))
                .get("/sign-in/second", PageEndpoint.of(pages.signIns().second()::form))
                .post("/sign-in/second", PageEndpoint.of(pages.signIns().second()::answer))
                .post("/sign-out", PageEndpoint.of(signIn::signOut))
                .get("/setup", PageEndpoint.of(setUp::form))
                .post("/setup", PageEndpoint.of(setUp::found))
                .get("/assets/sign-in.js", PageEndpoint.of(new ScriptEndpoint("sign-in")::script))
                .get("/assets/security.js", PageEndpoint.of(new ScriptEndpoint("security")::script))
                .get("/style.css", PageEndpoint.of(new StylesheetEndpoint()::stylesheet));
        logout(routing);
    }

    private void logout(HttpRouting.Builder routing) {
        IdTokens idTokens = new IdTokens(parts.keys(), parts.issuer(), time);
        LogoutEndpoint logout = new LogoutEndpoint(
                new ReadLogout(parts.database(), parts.stores().clients(), idTokens),
                pages.guard(),
                pages.door(),
                pages.navigation());
        routing.get(LogoutEndpoint.PATH, ProtocolRoutes.fresh(parts.keys(), PageEndpoint.of(logout::logout)))
                .post(LogoutEndpoint.PATH, PageEndpoint.of(logout::posted))
                .post(LogoutEndpoint.CONFIRMED_PATH, PageEndpoint.of(logout::confirmed));
    }
}
