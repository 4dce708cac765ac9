package org.watchbill.auth.security;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.FindFactors;
import org.watchbill.auth.factor.SecondFactors;
import org.watchbill.auth.factor.passkey.Passkey;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.factor.totp.TotpFactors;
import org.watchbill.auth.history.FindSignIns;
import org.watchbill.auth.history.SignIn;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.session.Sessions;
import org.watchbill.kit.database.Database;

/** Reads everything that the security page shows. */
public final class FindSecurity {

    /**
     * What there is.
     *
     * @param app when the authenticator app came and was last used; empty or one
     * @param zone of the person's first organisation
     */
    record Found(
            SecondFactors factors,
            List<AppUse> app,
            List<Passkey> passkeys,
            List<Sessions.Row> sessions,
            List<SignIn> signIns,
            ZoneId zone) {}

    /** When an app came and when it was last used. */
    record AppUse(Instant since, Instant lastUsed) {}

    /** The tables that are read. */
    public record Registers(Database database, Memberships memberships, Sessions sessions) {}

    private final Registers registers;
    private final FindFactors findFactors;
    private final FindSignIns findSignIns;
    private final InstantSource time;

    public FindSecurity(Registers registers, FindFactors findFactors, FindSignIns findSignIns, InstantSource time) {
        this.registers = registers;
        this.findFactors = findFactors;
        this.findSignIns = findSignIns;
        this.time = time;
    }

    Found find(User.Id user) {
        Instant now = time.instant();
        List<SignIn> signIns = findSignIns.latest(user);
        return registers.database().read(reader -> {
            Optional<AppUse> app =
                    new TotpFactors().find(reader, user).map(row -> new AppUse(row.createdAt(), row.lastUsedAt()));
            ZoneId zone = registers.memberships().of(reader, user).stream()
                    .map(membership -> membership.organisation().zone())
                    .findFirst()
                    .orElse(ZoneOffset.UTC);
            return new Found(
                    findFactors.of(reader, user),
                    app.stream().toList(),
                    new Passkeys().of(reader, user),
                    registers.sessions().of(reader, user, now),
                    signIns,
                    zone);
        });
    }
}
