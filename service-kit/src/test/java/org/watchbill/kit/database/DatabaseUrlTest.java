package org.watchbill.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.config.ConfigurationException;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    jdbc:h2:file:/d/x, jdbc:h2:file:/d/x;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0
                    jdbc:h2:file:/d/x;write_delay=0;mode=postgresql, jdbc:h2:file:/d/x;write_delay=0;mode=postgresql;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE
                    jdbc:h2:mem:x, jdbc:h2:mem:x;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1
                    jdbc:postgresql://db/x?ssl=true, jdbc:postgresql://db/x?ssl=true
                    """)
    void aUrlIsCompletedWithWhatTheSuiteNeeds(String given, String complete) {
        assertThat(DatabaseUrl.of(given).text()).isEqualTo(complete);
    }

    @Test
    void anUnsafeWriteDelayIsRefused() {
        assertThatThrownBy(() -> DatabaseUrl.of("jdbc:h2:file:/d/x;WRITE_DELAY=500"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("database.url sets WRITE_DELAY=500, but only WRITE_DELAY=0 is safe; leave the setting out");
    }

    @Test
    void anotherDialectIsRefused() {
        assertThatThrownBy(() -> DatabaseUrl.of("jdbc:h2:mem:x;MODE=Oracle"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("database.url sets MODE=Oracle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/x", "jdbc:h2:tcp://db/x", "jdbc:h2:~/x", "postgres://db/x", "x"})
    void otherDatabasesAreRefused(String url) {
        assertThatThrownBy(() -> DatabaseUrl.of(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("database.url must start with jdbc:h2:file:, jdbc:h2:mem: or jdbc:postgresql:");
    }
}
