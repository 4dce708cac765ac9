package org.watchbill.auth.security;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.passkey.Passkey;
import org.watchbill.auth.factor.passkey.RelyingParty;
import org.watchbill.auth.history.SignIn;
import org.watchbill.auth.history.SignInWords;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.Page;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.Sessions;

/** How an account is secured and who is signed in to it. */
public record SecurityPage(
        Navigation navigation, Hidden hidden, Factors factors, List<SessionRow> sessions, List<AttemptRow> attempts)
        implements Page {

    /** What the forms and the script hand back. */
    public record Hidden(String csrf, NewPasskey passkey) {}

    /**
     * What a browser needs to make a passkey.
     *
     * @param user the user handle
     * @param known the credentials that the person already has, separated by spaces
     */
    public record NewPasskey(String challenge, String user, String email, String name, String known) {}

    /**
     * The second factors.
     *
     * @param app the app's days, empty without one
     * @param recoveryCodes how many are left
     */
    public record Factors(List<AppRow> app, List<PasskeyRow> passkeys, boolean required, long recoveryCodes) {}

    /** A passkey. */
    public record PasskeyRow(String id, String name, WallTime since, Optional<WallTime> used) {}

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

    static SecurityPage of(Navigation navigation, String challenge, Session current, FindSecurity.Found found) {
        ZoneId zone = found.zone();
        return new SecurityPage(
                navigation,
                new Hidden(navigation.csrf(), newPasskey(challenge, current.user(), found.passkeys())),
                new Factors(
                        found.app().stream()
                                .map(app -> new AppRow(
                                        WallTime.minute(app.since(), zone), WallTime.minute(app.lastUsed(), zone)))
                                .toList(),
                        found.passkeys().stream()
                                .map(passkey -> row(passkey, zone))
                                .toList(),
                        found.factors().required(),
                        found.factors().recoveryCodes()),
                found.sessions().stream()
                        .map(session -> row(session, current, zone))
                        .toList(),
                found.signIns().stream().map(signIn -> row(signIn, zone)).toList());
    }

    private static NewPasskey newPasskey(String challenge, User user, List<Passkey> known) {
        return new NewPasskey(
                challenge,
                RelyingParty.userHandle(user.id()),
                user.email(),
                user.name(),
                known.stream().map(Passkey::credentialId).collect(Collectors.joining(" ")));
    }

    private static PasskeyRow row(Passkey passkey, ZoneId zone) {
        return new PasskeyRow(
                passkey.id().toString(),
                passkey.name(),
                WallTime.minute(passkey.times().createdAt(), zone),
                passkey.times().lastUsedAt().map(used -> WallTime.minute(used, zone)));
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

    @Override
    public boolean scripted() {
        return true;
    }
}
