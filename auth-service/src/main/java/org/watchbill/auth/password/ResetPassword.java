package org.watchbill.auth.password;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Sets a new password for whoever brings the secret of a link, once; nobody is signed in by it. */
public final class ResetPassword {

    private final Database database;
    private final PasswordResets resets;
    private final Users users;
    private final PasswordHasher hasher;
    private final SetPassword setPassword;
    private final InstantSource time;

    public ResetPassword(
            Database database,
            PasswordResets resets,
            Users users,
            PasswordHasher hasher,
            SetPassword setPassword,
            InstantSource time) {
        this.database = database;
        this.resets = resets;
        this.users = users;
        this.hasher = hasher;
        this.setPassword = setPassword;
        this.time = time;
    }

    /** Whose password can be set with {@code secret}. */
    Optional<User> find(String secret) {
        Instant now = time.instant();
        return database.read(reader -> resets.open(reader, SecretHash.of(secret), now)
                .flatMap(reset -> users.find(reader, reset.user()))
                .filter(user -> !user.disabled()));
    }

    /** False when the link is used, at its end or unknown; {@code password} has no fault. */
    boolean reset(String secret, String password, boolean endsApiTokens) {
        if (find(secret).isEmpty()) {
            return false;
        }
        NewPassword chosen = new NewPassword(hasher.hash(password), endsApiTokens);
        String secretHash = SecretHash.of(secret);
        return database.inTransaction(transaction -> {
            Instant now = time.instant();
            Optional<PasswordResets.Row> reset = resets.open(transaction, secretHash, now);
            Optional<User> user =
                    reset.flatMap(row -> users.lock(transaction, row.user())).filter(found -> !found.disabled());
            if (user.isEmpty() || !resets.take(transaction, secretHash)) {
                return false;
            }
            setPassword.set(transaction, user.get(), chosen, "reset_password");
            setPassword.sessions().all(transaction, user.get().id());
            if (reset.get().mailed() && !user.get().emailVerified()) {
                users.changeEmail(transaction, user.get().id(), user.get().email(), now);
            }
            return true;
        });
    }
}
