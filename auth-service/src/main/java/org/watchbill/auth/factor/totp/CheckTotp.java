package org.watchbill.auth.factor.totp;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.watchbill.auth.account.User;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.seal.Seal;

/** Checks a code from a person's app; each works once. */
public final class CheckTotp {

    private final Database database;
    private final TotpFactors factors;
    private final Seal seal;
    private final InstantSource time;

    public CheckTotp(Database database, TotpFactors factors, Secret encryption, InstantSource time) {
        this.database = database;
        this.factors = factors;
        this.seal = seal(encryption);
        this.time = time;
    }

    static Seal seal(Secret encryption) {
        return new Seal(encryption, "totp secret");
    }

    public boolean isRight(User.Id user, String code) {
        Instant now = time.instant();
        return database.inTransaction(transaction -> factors.find(transaction, user)
                .filter(factor -> uses(transaction, user, step(user, factor, code, now), now))
                .isPresent());
    }

    private OptionalLong step(User.Id user, TotpFactors.Row factor, String code, Instant now) {
        byte[] secret = seal.open(factor.sealedSecret(), List.of(user.toString()))
                .orElseThrow(() -> new ConfigurationException("keys.encryption-file does not hold the key that the"
                        + " second factors in the database were sealed with"));
        return TotpRules.step(new TotpSecret(secret), code, now);
    }

    private boolean uses(DbTransaction transaction, User.Id user, OptionalLong step, Instant now) {
        return step.isPresent() && factors.use(transaction, user, step.getAsLong(), now);
    }
}
