package org.watchbill.auth.factor;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.factor.passkey.Passkey;
import org.watchbill.auth.factor.passkey.Passkeys;
import org.watchbill.auth.factor.recovery.RecoveryCodes;
import org.watchbill.auth.factor.totp.TotpFactors;
import org.watchbill.kit.database.Database;

/** Takes factors away; with the last one go the recovery codes, which stand for nothing then. */
public final class RemoveFactors {

    private final Database database;
    private final Users users;
    private final FindFactors findFactors;
    private final FactorNews news;
    private final TotpFactors apps = new TotpFactors();
    private final Passkeys passkeys = new Passkeys();
    private final RecoveryCodes codes = new RecoveryCodes();

    public RemoveFactors(Database database, Users users, FindFactors findFactors, FactorNews news) {
        this.database = database;
        this.users = users;
        this.findFactors = findFactors;
        this.news = news;
    }

    /** False when there was none. */
    public boolean app(User.Id user) {
        return database.inTransaction(transaction -> {
            users.lock(transaction, user);
            boolean removed = apps.delete(transaction, user);
            if (removed) {
                news.appRemoved(transaction, user);
                deleteCodesAfterLast(transaction, user);
            }
            return removed;
        });
    }

    /** False when it is not one of the person's. */
    public boolean passkey(User.Id user, Passkey.Id id) {
        return database.inTransaction(transaction -> {
            users.lock(transaction, user);
            boolean removed = passkeys.delete(transaction, user, id);
            if (removed) {
                news.passkeyRemoved(transaction, user, id);
                deleteCodesAfterLast(transaction, user);
            }
            return removed;
        });
    }

    private void deleteCodesAfterLast(DbTransaction transaction, User.Id user) {
        if (!findFactors.of(transaction, user).required()) {
            codes.deleteAll(transaction, user);
        }
    }
}
