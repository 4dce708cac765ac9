package org.watchbill.auth.factor;

import io.helidon.dbclient.DbExecute;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.factor.recovery.RecoveryCodes;
import org.watchbill.auth.factor.totp.TotpFactors;
import org.watchbill.kit.database.Database;

/** Reads which second factors somebody has. */
public final class FindFactors {

    private final Database database;
    private final TotpFactors apps = new TotpFactors();
    private final Passkeys passkeys = new Passkeys();
    private final RecoveryCodes codes = new RecoveryCodes();

    public FindFactors(Database database) {
        this.database = database;
    }

    public SecondFactors of(User.Id user) {
        return database.read(reader -> of(reader, user));
    }

    public SecondFactors of(DbExecute reader, User.Id user) {
        return new SecondFactors(
                apps.find(reader, user).isPresent(), passkeys.of(reader, user).size(), codes.left(reader, user));
    }
}
