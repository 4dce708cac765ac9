package org.watchbill.auth.session;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.history.Attempt;
import org.watchbill.auth.history.SignInOutcome;
import org.watchbill.auth.history.SignIns;
import org.watchbill.auth.history.Visitor;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Opens, finds and closes browser sessions. A session lasts twelve hours and has a new secret at each sign-in. */
public final class BrowserSessions {

    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Database database;
    private final Sessions sessions;
    private final Users users;
    private final SignIns signIns = new SignIns();
    private final AccountEvents events;
    private final InstantSource time;

    public BrowserSessions(
            Database database, Sessions sessions, Users users, AccountEvents events, InstantSource time) {
        this.database = database;
        this.sessions = sessions;
        this.users = users;
        this.events = events;
        this.time = time;
    }

    Session open(User user, Set<SignInMethod> methods, Visitor visitor) {
        Session opened =
                new Session(new Session.Id(UUID.randomUUID()), RandomSecret.next(), user, time.instant(), methods);
        return database.inTransaction(transaction -> {
            insert(transaction, opened, visitor);
            signIns.insert(
                    transaction,
                    user.id(),
                    new Attempt(SignInOutcome.SIGNED_IN, methods, visitor),
                    opened.signedInAt());
            events.tellAllOf(
                    transaction,
                    user.id(),
                    Happening.ofAccount(user.id(), "sign_in").with("methods", SignInMethod.text(methods)));
            return opened;
        });
    }

    private void insert(DbTransaction transaction, Session session, Visitor visitor) {
        Instant now = session.signedInAt();
        sessions.deleteExpired(transaction, now);
        sessions.insert(
                transaction,
                SecretHash.of(session.secret()),
                new Sessions.Row(session.id(), session.user().id(), now, session.methods(), visitor),
                now.plus(LIFETIME));
    }

    /** Whether the person signed in within the last ten minutes. */
    boolean isRecent(Session session) {
        return session.signedInAt().plus(RECENT).isAfter(time.instant());
    }

    Optional<Session> find(String secret) {
        Instant now = time.instant();
        return database.read(reader -> sessions.alive(reader, SecretHash.of(secret), now)
                .flatMap(row -> users.find(reader, row.user())
                        .filter(user -> !user.disabled())
                        .map(user -> new Session(row.id(), secret, user, row.signedInAt(), row.methods()))));
    }

    /** Makes room for another session in the same browser. */
    void replace(String secret) {
        database.inTransaction(transaction -> {
            sessions.delete(transaction, SecretHash.of(secret));
            return secret;
        });
    }

    void signOut(Session session) {
        database.inTransaction(transaction -> {
            sessions.delete(transaction, SecretHash.of(session.secret()));
            events.tellAllOf(
                    transaction,
                    session.user().id(),
                    Happening.ofAccount(session.user().id(), "sign_out"));
            return session;
        });
    }
}
