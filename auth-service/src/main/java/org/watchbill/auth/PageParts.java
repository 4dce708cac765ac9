package org.watchbill.auth;

import java.time.InstantSource;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInLimits;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.factor.SecondFactorLimits;
import org.watchbill.auth.factor.passkey.Challenges;
import org.watchbill.auth.factor.passkey.CheckPasskey;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.factor.passkey.RelyingParty;
import org.watchbill.auth.factor.recovery.RecoveryCodes;
import org.watchbill.auth.factor.recovery.UseRecoveryCode;
import org.watchbill.auth.factor.totp.CheckTotp;
import org.watchbill.auth.factor.totp.TotpFactors;
import org.watchbill.auth.history.RecordAttempt;
import org.watchbill.auth.history.SignIns;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.session.BrowserSessions;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.PasskeySignInEndpoint;
import org.watchbill.auth.session.SessionCookies;
import org.watchbill.auth.session.Sessions;
import org.watchbill.auth.session.SignInDoor;
import org.watchbill.auth.session.SignInEndpoint;
import org.watchbill.auth.session.step.AnswerSecondStep;
import org.watchbill.auth.session.step.SecondStepEndpoint;
import org.watchbill.auth.session.step.SecondSteps;
import org.watchbill.auth.session.step.SignInSteps;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.address.ClientAddresses;

/** What all pages share: the guard of their forms, the way in, the pages that ask to sign in, and the way around. */
record PageParts(
        FormGuard guard,
        SessionCookies cookies,
        SignInDoor door,
        SignInPages signIns,
        Challenges challenges,
        FindNavigation navigation) {

    /** The pages on which somebody proves who they are. */
    record SignInPages(SignInEndpoint password, PasskeySignInEndpoint passkey, SecondStepEndpoint second) {}

    SignInEndpoint signIn() {
        return signIns.password();
    }

    static CheckPassword checkPassword(AuthParts parts, InstantSource time) {
        return new CheckPassword(parts.database(), parts.stores().users(), parts.hasher(), new SignInLimits(time));
    }

    static PageParts build(Settings settings, AuthParts parts, CheckPassword checkPassword, InstantSource time) {
        Database database = parts.database();
        BrowserSessions sessions = new BrowserSessions(
                database,
                new Sessions(),
                parts.stores().users(),
                parts.recording().events(),
                time);
        SessionCookies cookies = new SessionCookies(parts.issuer().startsWith("https:"));
        FormGuard guard = new FormGuard(cookies, sessions, settings.uri("server.public-url"));
        Secret encryption = settings.secret("keys.encryption-file");
        Challenges challenges = new Challenges(encryption, time);
        SecondSteps steps =
                new SecondSteps(database, new SignInSteps(), parts.stores().users(), challenges, time);
        FindFactors findFactors = new FindFactors(database);
        SignInDoor door = new SignInDoor(sessions, steps, findFactors, cookies, ClientAddresses.of(settings));
        RecordAttempt record =
                new RecordAttempt(database, new SignIns(), parts.recording().events(), time);
        CheckPasskey checkPasskey = new CheckPasskey(
                new CheckPasskey.Registers(
                        database, new Passkeys(), parts.stores().users()),
                challenges,
                RelyingParty.of(settings.uri("server.public-url")),
                time);
        SecondFactorLimits limits = new SecondFactorLimits(time);
        AnswerSecondStep answer =
                new AnswerSecondStep(steps, checks(parts, checkPasskey, encryption, time), limits, record);
        SignInEndpoint signIn = new SignInEndpoint(checkPassword, challenges, guard, door, record);
        return new PageParts(
                guard,
                cookies,
                door,
                new SignInPages(
                        signIn,
                        new PasskeySignInEndpoint(checkPasskey, limits, record, signIn, guard, door),
                        new SecondStepEndpoint(steps, answer, findFactors, cookies, guard, door)),
                challenges,
                new FindNavigation(database, parts.stores().memberships()));
    }

    private static AnswerSecondStep.Checks checks(
            AuthParts parts, CheckPasskey checkPasskey, Secret encryption, InstantSource time) {
        return new AnswerSecondStep.Checks(
                new CheckTotp(parts.database(), new TotpFactors(), encryption, time),
                checkPasskey,
                new UseRecoveryCode(parts.database(), new RecoveryCodes(), parts.factorNews(), time));
    }
}
