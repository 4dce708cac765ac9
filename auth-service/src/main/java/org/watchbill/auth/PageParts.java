package org.watchbill.auth;

import java.time.InstantSource;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInLimits;
import org.watchbill.auth.session.BrowserSessions;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.SessionCookies;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.SignInEndpoint;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.address.ClientAddresses;

/** What all pages share: who is signed in, the guard of their forms, and the way to sign in. */
record PageParts(BrowserSessions sessions, SessionCookies cookies, FormGuard guard, SignInEndpoint signIn) {

    static CheckPassword checkPassword(AuthParts parts, InstantSource time) {
        return new CheckPassword(parts.database(), parts.stores().users(), parts.hasher(), new SignInLimits(time));
    }

    static PageParts build(Settings settings, AuthParts parts, CheckPassword checkPassword, InstantSource time) {
        BrowserSessions sessions = new BrowserSessions(
                parts.database(), new Sessions(), parts.stores().users(), time);
        SessionCookies cookies = new SessionCookies(parts.issuer().startsWith("https:"));
        FormGuard guard = new FormGuard(cookies, sessions, settings.uri("server.public-url"));
        return new PageParts(
                sessions,
                cookies,
                guard,
                new SignInEndpoint(checkPassword, sessions, cookies, guard, ClientAddresses.of(settings)));
    }
}
