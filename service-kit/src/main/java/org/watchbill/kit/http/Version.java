package org.watchbill.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the suite, which Maven writes into the jar; {@code development} when run from classes. */
final class Version {

    private Version() {}

    static String text() {
        try (InputStream file =
                Version.class.getResourceAsStream("/META-INF/maven/org.watchbill/service-kit/pom.properties")) {
            if (file == null) {
                return "development";
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
