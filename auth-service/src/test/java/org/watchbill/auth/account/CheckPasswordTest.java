package org.watchbill.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;

class CheckPasswordTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private final PasswordHasher hasher = new PasswordHasher();
    private final Users users = new Users();

    /** Work is counted and not measured, so that a busy machine cannot spoil it. */
    @Test
    void s10EveryRefusalCostsOneHashWhetherThereIsSuchAnAccountOrNot() {
        try (Database database = Database.open(Settings.of("auth-service", TestDatabase.H2.settings()))) {
            User ana =
                    new User(User.Id.next(), "ana@harbor.example", "Ana", hasher.hash("watchbill-demo"), false, false);
            User gone = new User(
                    User.Id.next(), "gone@harbor.example", "Gone", hasher.hash("watchbill-demo"), false, false);
            database.inTransaction(transaction -> {
                users.insert(transaction, ana, NOW);
                users.insert(transaction, gone, NOW);
                return transaction
                        .createUpdate("UPDATE users SET disabled_at = created_at WHERE email = 'gone@harbor.example'")
                        .execute();
            });
            CheckPassword check = new CheckPassword(database, users, hasher, new SignInLimits(new MovableTime(NOW)));

            assertThat(work(check, "ana@harbor.example", "wrong")).isEqualTo("WrongPassword 1");
            assertThat(work(check, "gone@harbor.example", "watchbill-demo")).isEqualTo("WrongPassword 1");
            assertThat(work(check, "nobody@harbor.example", "wrong")).isEqualTo("UnknownAccount 1");
            assertThat(work(check, "not an address", "wrong")).isEqualTo("UnknownAccount 1");
            assertThat(work(check, "ana@harbor.example", "")).isEqualTo("WrongPassword 1");
            assertThat(work(check, "nobody@harbor.example", "")).isEqualTo("UnknownAccount 1");
            assertThat(work(check, "ana@harbor.example", "x".repeat(1025))).isEqualTo("WrongPassword 0");
            assertThat(work(check, "nobody@harbor.example", "x".repeat(1025))).isEqualTo("UnknownAccount 0");
            assertThat(work(check, "ana@harbor.example", "watchbill-demo")).isEqualTo("Accepted 1");
        }
    }

    private String work(CheckPassword check, String email, String password) {
        long before = hasher.runs();
        SignInDecision decision = check.check(email, password, "192.0.2.1");
        return decision.getClass().getSimpleName() + " " + (hasher.runs() - before);
    }
}
