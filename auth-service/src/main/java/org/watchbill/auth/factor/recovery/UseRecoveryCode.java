package org.watchbill.auth.factor.recovery;

import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.auth.account.User;
import org.watchbill.auth.factor.FactorNews;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Uses up a recovery code. */
public final class UseRecoveryCode {

    private final Database database;
    private final RecoveryCodes codes;
    private final FactorNews news;
    private final InstantSource time;

    public UseRecoveryCode(Database database, RecoveryCodes codes, FactorNews news, InstantSource time) {
        this.database = database;
        this.codes = codes;
        this.news = news;
        this.time = time;
    }

    public boolean isRight(User.Id user, String typed) {
        Instant now = time.instant();
        String hash = SecretHash.of(RecoveryCodeText.normalised(typed));
        return database.inTransaction(transaction -> {
            boolean used = codes.use(transaction, user, hash, now);
            if (used) {
                news.codeUsed(transaction, user, codes.left(transaction, user));
            }
            return used;
        });
    }
}
