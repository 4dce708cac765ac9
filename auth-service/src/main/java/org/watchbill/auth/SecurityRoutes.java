package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.factor.RemoveFactors;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.factor.passkey.RegisterPasskey;
import org.watchbill.auth.factor.passkey.RelyingParty;
import org.watchbill.auth.factor.recovery.MakeRecoveryCodes;
import org.watchbill.auth.factor.recovery.RecoveryCodes;
import org.watchbill.auth.factor.totp.EnrolTotp;
import org.watchbill.auth.factor.totp.TotpFactors;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.history.FindSignIns;
import org.watchbill.auth.history.SignIns;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.security.FactorsEndpoint;
import org.watchbill.auth.security.FindSecurity;
import org.watchbill.auth.security.PasskeysEndpoint;
import org.watchbill.auth.security.SecurityEndpoint;
import org.watchbill.auth.security.SignOutElsewhere;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.Sessions;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;

/** What secures an account, and where it is signed in. */
final class SecurityRoutes {

    private final Settings settings;
    private final AuthParts parts;
    private final PageParts pages;
    private final InstantSource time;

    SecurityRoutes(Settings settings, AuthParts parts, PageParts pages, InstantSource time) {
        this.settings = settings;
        this.parts = parts;
        this.pages = pages;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        SecurityEndpoint security = security();
        FactorsEndpoint factors = new FactorsEndpoint(factors(), pages.navigation(), pages.guard());
        PasskeysEndpoint passkeys = passkeys();
        routing.get(SecurityEndpoint.PATH, PageEndpoint.of(security::show))
                .post(SecurityEndpoint.PATH + "/end-session", PageEndpoint.of(security::endSession))
                .post(SecurityEndpoint.PATH + "/sign-out-everywhere", PageEndpoint.of(security::signOutEverywhere))
                .post(PasskeysEndpoint.PATH, PageEndpoint.of(passkeys::add))
                .post(PasskeysEndpoint.PATH + "/remove", PageEndpoint.of(passkeys::remove))
                .get(FactorsEndpoint.APP, PageEndpoint.of(factors::offerApp))
                .post(FactorsEndpoint.APP, PageEndpoint.of(factors::addApp))
                .post(FactorsEndpoint.APP + "/remove", PageEndpoint.of(factors::removeApp))
                .post(SecurityEndpoint.PATH + "/recovery-codes", PageEndpoint.of(factors::makeRecoveryCodes));
    }

    private SecurityEndpoint security() {
        Database database = parts.database();
        Sessions sessions = new Sessions();
        FindSecurity findSecurity = new FindSecurity(
                new FindSecurity.Registers(database, parts.stores().memberships(), sessions),
                new FindFactors(database),
                new FindSignIns(database, new SignIns()),
                time);
        SignOutElsewhere signOut = new SignOutElsewhere(
                database,
                new EndSessions(sessions),
                new EndGrants(parts.stores().grants(), time),
                parts.recording().events());
        return new SecurityEndpoint(
                findSecurity, signOut, pages.challenges(), pages.navigation(), pages.guard(), pages.cookies());
    }

    private FactorsEndpoint.UseCases factors() {
        return new FactorsEndpoint.UseCases(
                new FindFactors(parts.database()),
                new EnrolTotp(
                        new EnrolTotp.Registers(parts.database(), new TotpFactors()),
                        makeCodes(),
                        parts.factorNews(),
                        settings.secret("keys.encryption-file"),
                        time),
                makeCodes(),
                removeFactors());
    }

    private PasskeysEndpoint passkeys() {
        RegisterPasskey register = new RegisterPasskey(
                new RegisterPasskey.Registers(parts.database(), new Passkeys()),
                pages.challenges(),
                RelyingParty.of(settings.uri("server.public-url")),
                makeCodes(),
                parts.factorNews(),
                time);
        return new PasskeysEndpoint(register, removeFactors(), pages.navigation(), pages.guard());
    }

    private MakeRecoveryCodes makeCodes() {
        return new MakeRecoveryCodes(
                parts.database(), new RecoveryCodes(), parts.stores().users(), parts.factorNews());
    }

    private RemoveFactors removeFactors() {
        return new RemoveFactors(
                parts.database(), parts.stores().users(), new FindFactors(parts.database()), parts.factorNews());
    }
}
