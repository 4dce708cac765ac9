package org.watchbill.auth.factor;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
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
    private final AccountEvents events;
    private final TotpFactors apps = new TotpFactors();
    private final Passkeys passkeys = new Passkeys();
    private final RecoveryCodes codes = new RecoveryCodes();

    public RemoveFactors(Database database, Users users, FindFactors findFactors, AccountEvents events) {
        this.database = database;
        this.users = users;
        this.findFactors = findFactors;
        this.events = events;
    }

    /** False when there was none. */
    public boolean app(User.Id user) {
        return database.inTransaction(transaction -> {
            users.lock(transaction, user);
            boolean removed = apps.delete(transaction, user);
            if (removed) {
                finish(transaction, user, Happening.ofAccount(user, "remove_totp"));
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
                finish(transaction, user, Happening.by(user, "remove_passkey", id.target()));
            }
            return removed;
        });
    }

    private void finish(DbTransaction transaction, User.Id user, Happening happening) {
        events.tellAllOf(transaction, user, happening);
        if (!findFactors.of(transaction, user).required()) {
            codes.deleteAll(transaction, user);
        }
    }
}
