package org.watchbill.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.TestDatabase;

class DatabaseOpeningTest {

    @TempDir
    private Path folder;

    @Test
    void aRestartKeepsWhatWasCommitted() {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        try (Database database = open(Map.of("database.url", url))) {
            database.inTransaction(transaction -> transaction.insert("CREATE TABLE kept (word VARCHAR)"));
            database.inTransaction(transaction -> transaction.insert("INSERT INTO kept VALUES ('here')"));
        }

        try (Database database = open(Map.of("database.url", url))) {
            assertThat(words(database)).containsExactly("here");
        }
    }

    @Test
    void aCleanStopShrinksTheFile() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        long open;
        try (Database database = open(Map.of("database.url", url))) {
            database.inTransaction(transaction -> transaction.insert("CREATE TABLE kept (word VARCHAR)"));
            for (int i = 0; i < 500; i++) {
                database.inTransaction(transaction -> transaction.insert("INSERT INTO kept VALUES ('here')"));
            }
            open = Files.size(folder.resolve("ledger.mv.db"));
        }

        assertThat(Files.size(folder.resolve("ledger.mv.db"))).isLessThan(open / 4);
    }

    @Test
    void threadsThatAreInterruptedAgainAndAgainLeaveTheFileOpen() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        try (Database database = open(Map.of("database.url", url))) {
            database.inTransaction(transaction -> transaction.insert("CREATE TABLE kept (word VARCHAR)"));
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 300; i++) {
                    database.inTransaction(transaction -> transaction.insert("INSERT INTO kept VALUES ('here')"));
                }
            });
            while (!writer.join(Duration.ofMillis(1))) {
                writer.interrupt();
            }

            assertThat(words(database)).hasSize(300);
        }
    }

    @Test
    void aFileInUseByAnotherProcessIsTold() throws Exception {
        Path file = folder.resolve("ledger.mv.db");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            assertThatThrownBy(() -> open(Map.of("database.url", "jdbc:h2:file:" + folder.resolve("ledger"))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("database.url");
        }
    }

    @Test
    void anUnreachableServerNamesTheSetting() {
        assertThatThrownBy(() -> open(Map.of("database.url", "jdbc:postgresql://127.0.0.1:1/ledger")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("database.url: the database cannot be opened: ");
    }

    @Test
    void aBlankUrlNamesTheSetting() {
        assertThatThrownBy(() -> open(Map.of("database.url", "")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("database.url");
    }

    @Test
    void thePasswordComesFromItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        Map<String, String> settings =
                new HashMap<>(Map.of("database.url", "jdbc:h2:file:" + folder.resolve("ledger")));
        open(settings).close();
        settings.put("database.password-file", file.toString());

        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceWithoutTablesOfItsOwnHasTheKitsOnly(TestDatabase kind) {
        try (Database database = Database.open(Settings.of("bare-service", kind.settings()))) {
            assertThat(database.service()).isEqualTo("bare-service");
            assertThat(tables(database)).containsExactly("command", "kit_schema_history", "outbox");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceHasTheTableOfTasksFromTheStartThatAsksForIt(TestDatabase kind) {
        Settings settings = Settings.of("bare-service", kind.settings());
        Database.open(settings).close();

        for (int start = 1; start <= 2; start++) {
            try (Database database = Database.open(settings, OptionalTables.TASKS)) {
                assertThat(tables(database))
                        .containsExactly("command", "kit_schema_history", "kit_task_schema_history", "outbox", "task");
            }
        }
    }

    private static List<String> tables(Database database) {
        return database.read(reader -> Rows.list(reader.createQuery("""
                        SELECT table_name FROM information_schema.tables
                        WHERE LOWER(table_schema) = 'public' ORDER BY table_name
                        """), row -> Columns.text(row, "table_name")));
    }

    private static List<String> words(Database database) {
        return database.read(
                reader -> Rows.list(reader.createQuery("SELECT word FROM kept"), row -> Columns.text(row, "word")));
    }

    private static Database open(Map<String, String> settings) {
        return Database.open(Settings.of("ledger-service", settings));
    }
}
