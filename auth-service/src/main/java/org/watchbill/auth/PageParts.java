package org.watchbill.auth;

import java.time.InstantSource;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInLimits;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.session.BrowserSessions;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.SessionCookies;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.SignInDoor;
import org.watchbill.auth.session.SignInEndpoint;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.address.ClientAddresses;

/** What all pages share: the guard of their forms, the way in, the page that asks to sign in, and the way around. */
record PageParts(FormGuard guard, SignInDoor door, SignInEndpoint signIn, FindNavigation navigation) {

    static CheckPassword checkPassword(AuthParts parts, InstantSource time) {
        return new CheckPassword(parts.database(), parts.stores().users(), parts.hasher(), new SignInLimits(time));
    }

    static PageParts build(Settings settings, AuthParts parts, CheckPassword checkPassword, InstantSource time) {
        BrowserSessions sessions = new BrowserSessions(
                parts.database(),
                new Sessions(),
                parts.stores().users(),
                parts.recording().events(),
                time);
        SessionCookies cookies = new SessionCookies(parts.issuer().startsWith("https:"));
        FormGuard guard = new FormGuard(cookies, sessions, settings.uri("server.public-url"));
        SignInDoor door = new SignInDoor(sessions, cookies, ClientAddresses.of(settings));
        return new PageParts(
                guard,
                door,
                new SignInEndpoint(checkPassword, sessions, cookies, guard, door),
                new FindNavigation(parts.database(), parts.stores().memberships()));
    }
}
