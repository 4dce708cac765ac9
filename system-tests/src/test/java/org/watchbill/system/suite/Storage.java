package org.watchbill.system.suite;

import java.nio.file.Path;
import java.util.Map;
import org.watchbill.kit.testing.TestDatabase;

/** Where a suite keeps its data: one database for each service that has one. */
public enum Storage {
    H2 {
        @Override
        Map<String, String> settings(Path folder, Service service) {
            return Map.of("database.url", "jdbc:h2:file:" + folder.resolve(service.folder()));
        }
    },
    POSTGRES {
        @Override
        Map<String, String> settings(Path folder, Service service) {
            return TestDatabase.POSTGRES.settings();
        }
    };

    abstract Map<String, String> settings(Path folder, Service service);
}
