package org.watchbill.auth.password;

import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/** Changes the password of somebody who is signed in; only the browser that asks stays so. */
public final class ChangePassword {

    private final Database database;
    private final PasswordHasher hasher;
    private final SetPassword setPassword;

    public ChangePassword(Database database, PasswordHasher hasher, SetPassword setPassword) {
        this.database = database;
        this.hasher = hasher;
        this.setPassword = setPassword;
    }

    /** {@code password} has no fault, and the person has just shown who they are. */
    void change(Session session, String password, boolean endsApiTokens) {
        NewPassword chosen = new NewPassword(hasher.hash(password), endsApiTokens);
        database.inTransaction(transaction -> {
            setPassword.set(transaction, session.user(), chosen, "change_password");
            return setPassword.sessions().others(transaction, session);
        });
    }
}
