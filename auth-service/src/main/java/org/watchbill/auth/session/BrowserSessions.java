package org.watchbill.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Opens, finds and closes browser sessions. A session lasts twelve hours and has a new secret at each sign-in. */
public final class BrowserSessions {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final Database database;
    private final Sessions sessions;
    private final Users users;
    private final InstantSource time;

    public BrowserSessions(Database database, Sessions sessions, Users users, InstantSource time) {
        this.database = database;
        this.sessions = sessions;
        this.users = users;
        this.time = time;
    }

    public Session open(User user) {
        Instant now = time.instant();
        String secret = RandomSecret.next();
        return database.inTransaction(transaction -> {
            sessions.deleteExpired(transaction, now);
            sessions.insert(transaction, SecretHash.of(secret), new Sessions.Row(user.id(), now), now.plus(LIFETIME));
            return new Session(secret, user, now);
        });
    }

    Optional<Session> find(String secret) {
        Instant now = time.instant();
        return database.read(reader -> sessions.alive(reader, SecretHash.of(secret), now)
                .flatMap(row -> users.find(reader, row.user())
                        .filter(user -> !user.disabled())
                        .map(user -> new Session(secret, user, row.signedInAt()))));
    }

    void close(String secret) {
        database.inTransaction(transaction -> {
            sessions.delete(transaction, SecretHash.of(secret));
            return secret;
        });
    }
}
