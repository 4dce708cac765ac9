package org.watchbill.auth.session.step;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.factor.passkey.Challenges;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Begins second steps and finds them again; their secret lives in a cookie for ten minutes and opens one session. */
public final class SecondSteps {

    /** A step with its person. */
    record Waiting(User user, SignInStep step) {}

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final SignInSteps steps;
    private final Users users;
    private final Challenges challenges;
    private final InstantSource time;

    public SecondSteps(Database database, SignInSteps steps, Users users, Challenges challenges, InstantSource time) {
        this.database = database;
        this.steps = steps;
        this.users = users;
        this.challenges = challenges;
        this.time = time;
    }

    /** The secret of a new step. */
    public String begin(User user, SignInMethod method, String continueTo) {
        Instant now = time.instant();
        String secret = RandomSecret.next();
        return database.inTransaction(transaction -> {
            steps.deleteExpired(transaction, now);
            SignInStep step = new SignInStep(user.id(), method, continueTo);
            steps.insert(transaction, SecretHash.of(secret), step, now.plus(LIFETIME));
            return secret;
        });
    }

    Optional<Waiting> find(String secret) {
        Instant now = time.instant();
        return database.read(reader -> steps.alive(reader, SecretHash.of(secret), now)
                .flatMap(step -> users.find(reader, step.user())
                        .filter(user -> !user.disabled())
                        .map(user -> new Waiting(user, step))));
    }

    /** A challenge for a passkey in this step; {@code browser} is the token of the browser's forms. */
    String challenge(String browser) {
        return challenges.next(Challenges.Purpose.SECOND_STEP, browser);
    }

    boolean take(String secret) {
        return database.inTransaction(transaction -> steps.take(transaction, SecretHash.of(secret)));
    }
}
