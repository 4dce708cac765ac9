package org.watchbill.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.history.Visitor;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;

class EndSessionsTest {

    private static final Visitor VISITOR = new Visitor("192.0.2.1", "Firefox on Linux");

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T09:00:00Z"));
    private final Sessions sessions = new Sessions();
    private final EndSessions end = new EndSessions(sessions);
    private final Users users = new Users();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void onlyThePersonsOwnSessionsEnd(TestDatabase kind) {
        try (Database database = open(kind)) {
            BrowserSessions browsers = browsers(database);
            User ana = add(database, "ana@harbor.example");
            User ben = add(database, "ben@harbor.example");
            Session kept = open(browsers, ana);
            Session second = open(browsers, ana);
            Session third = open(browsers, ana);
            Session bens = open(browsers, ben);

            assertThat(count(database, ana)).isEqualTo(3);
            assertThat(database.<Long>inTransaction(transaction -> end.one(transaction, ana.id(), bens.id())))
                    .isZero();
            assertThat(database.<Long>inTransaction(transaction -> end.one(transaction, ana.id(), second.id())))
                    .isEqualTo(1);
            assertThat(browsers.find(second.secret())).isEmpty();
            assertThat(browsers.find(third.secret())).isPresent();
            assertThat(database.<Long>inTransaction(transaction -> end.others(transaction, kept)))
                    .isEqualTo(1);
            assertThat(browsers.find(third.secret())).isEmpty();
            assertThat(browsers.find(kept.secret())).isPresent();
            assertThat(database.<Long>inTransaction(transaction -> end.all(transaction, ana.id())))
                    .isEqualTo(1);
            assertThat(browsers.find(kept.secret())).isEmpty();
            assertThat(browsers.find(bens.secret())).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSessionKeepsHowItBeganAndIsRecentForTenMinutes(TestDatabase kind) {
        try (Database database = open(kind)) {
            BrowserSessions browsers = browsers(database);
            User ana = add(database, "ana@harbor.example");
            Session opened = browsers.open(ana, Set.of(SignInMethod.PASSWORD, SignInMethod.TOTP), VISITOR);
            Session found = browsers.find(opened.secret()).orElseThrow();
            assertThat(found).isEqualTo(opened);
            assertThat(found.authenticationMethods()).containsExactly("pwd", "otp", "mfa");
            time.advance(Duration.ofMinutes(10).minusMillis(1));
            assertThat(browsers.isRecent(found)).isTrue();
            time.advance(Duration.ofMillis(1));
            assertThat(browsers.isRecent(found)).isFalse();
        }
    }

    private static Database open(TestDatabase kind) {
        return Database.open(Settings.of("auth-service", kind.settings()));
    }

    private BrowserSessions browsers(Database database) {
        AccountEvents events = new AccountEvents(new Outbox(), new Memberships(), "auth-service", time);
        return new BrowserSessions(database, sessions, users, events, time);
    }

    private Session open(BrowserSessions browsers, User user) {
        return browsers.open(user, Set.of(SignInMethod.PASSWORD), VISITOR);
    }

    private int count(Database database, User user) {
        return database.read(reader -> sessions.of(reader, user.id(), time.instant()))
                .size();
    }

    private User add(Database database, String email) {
        User user = new User(User.Id.next(), email, "A person", "-", false, false);
        return database.inTransaction(transaction -> {
            users.insert(transaction, user, time.instant());
            return user;
        });
    }
}
