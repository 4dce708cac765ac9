package org.watchbill.auth.account;

import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.database.Database;

/** Checks a sign-in, with the same work for accounts that do not exist. */
public final class CheckPassword {

    private static final int LONGEST = 1024;

    private final Database database;
    private final Users users;
    private final PasswordHasher hasher;
    private final SignInLimits limits;
    private final String decoy;

    public CheckPassword(Database database, Users users, PasswordHasher hasher, SignInLimits limits) {
        this.database = database;
        this.users = users;
        this.hasher = hasher;
        this.limits = limits;
        this.decoy = hasher.hash(RandomSecret.next());
    }

    /** {@code address} is where the attempt comes from; attempts are counted per account and address. */
    public SignInDecision check(String typedEmail, String password, String address) {
        String email = EmailAddress.normalised(typedEmail).orElse("");
        if (!limits.allows(email, address)) {
            return new SignInDecision.TooManyAttempts();
        }
        Optional<User> user = database.read(reader -> users.withEmail(reader, email));
        String hash = user.map(User::passwordHash).orElse(decoy);
        boolean right = password.length() <= LONGEST && hasher.matches(hash, password);
        if (user.isEmpty()) {
            return new SignInDecision.UnknownAccount();
        }
        if (!right || user.get().disabled()) {
            return new SignInDecision.WrongPassword(user.get());
        }
        limits.succeeded(email, address);
        return new SignInDecision.Accepted(user.get());
    }
}
