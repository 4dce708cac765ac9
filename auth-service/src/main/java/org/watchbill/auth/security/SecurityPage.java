package org.watchbill.auth.security;

import java.time.ZoneId;
import java.util.List;
import org.watchbill.auth.history.SignIn;
import org.watchbill.auth.history.SignInWords;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.Sessions;

/** How an account is secured and who is signed in to it. */
public record SecurityPage(
        Navigation navigation, String csrf, Factors factors, List<SessionRow> sessions, List<AttemptRow> attempts)
        implements Page {

    /**
     * The second factors.
     *
     * @param app the app's days, empty without one
     * @param recoveryCodes how many are left
     */
    public record Factors(List<AppRow> app, boolean required, long recoveryCodes) {}

    /** When the app came and was last used. */
    public record AppRow(WallTime since, WallTime used) {}

    /** A signed-in browser. */
    public record SessionRow(String id, String browser, String address, WallTime since, boolean current) {}

    /** One attempt to sign in. */
    public record AttemptRow(WallTime at, String what, String browser, String address, boolean failed) {}

    public SecurityPage {
        sessions = List.copyOf(sessions);
        attempts = List.copyOf(attempts);
    }

    static SecurityPage of(Navigation navigation, String csrf, Session current, FindSecurity.Found found) {
        ZoneId zone = found.zone();
        return new SecurityPage(
                navigation,
                csrf,
                new Factors(
                        found.app().stream()
                                .map(app -> new AppRow(
                                        WallTime.minute(app.since(), zone), WallTime.minute(app.lastUsed(), zone)))
                                .toList(),
                        found.factors().required(),
                        found.factors().recoveryCodes()),
                found.sessions().stream()
                        .map(session -> row(session, current, zone))
                        .toList(),
                found.signIns().stream().map(signIn -> row(signIn, zone)).toList());
    }

    private static SessionRow row(Sessions.Row session, Session current, ZoneId zone) {
        return new SessionRow(
                session.id().toString(),
                session.visitor().browser(),
                session.visitor().address(),
                WallTime.minute(session.signedInAt(), zone),
                session.id().equals(current.id()));
    }

    private static AttemptRow row(SignIn signIn, ZoneId zone) {
        return new AttemptRow(
                WallTime.minute(signIn.at(), zone),
                SignInWords.of(signIn),
                signIn.attempt().visitor().browser(),
                signIn.attempt().visitor().address(),
                switch (signIn.attempt().outcome()) {
                    case SIGNED_IN -> false;
                    case WRONG_PASSWORD, WRONG_SECOND_FACTOR -> true;
                });
    }

    @Override
    public String template() {
        return "security";
    }
}
