package org.watchbill.auth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.auth.AuthService;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestDatabase;

/** auth-service with the demo organisation, on a clock that a test moves. */
public record RunningAuth(AuthService service, Settings settings, MovableTime time) implements AutoCloseable {

    public static final String ISSUER = "http://localhost:8081";
    public static final String GATEWAY = "http://localhost:8080/mcp";
    public static final String SCHEDULE = "http://localhost:8082/api";

    private static final Map<TestDatabase, RunningAuth> SHARED = new EnumMap<>(TestDatabase.class);
    private static final Map<String, Database> DATABASES = new ConcurrentHashMap<>();

    /** The one that all tests of a JVM share for each database; time only moves forward. */
    public static synchronized RunningAuth shared(TestDatabase database) {
        return SHARED.computeIfAbsent(database, missing -> start(missing.settings(), Map.of("demo", "true")));
    }

    public static RunningAuth start(Map<String, String> database, Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(Map.of("server.port", "0", "server.internal-port", "0"));
        values.put("keys.encryption-file", secretFile("signing-keys").toString());
        for (String program : new String[] {"mcp-gateway", "schedule-service", "audit-service", "watchbill-cli"}) {
            values.put(
                    "clients." + program + ".secret-file", secretFile(program).toString());
        }
        values.put("audit.url", "http://127.0.0.1:1");
        values.putAll(database);
        values.putAll(overrides);
        Settings settings = Settings.of("auth-service", values);
        MovableTime time = new MovableTime(Instant.parse("2026-11-20T09:00:00Z"));
        return new RunningAuth(AuthService.start(settings, time), settings, time);
    }

    /** A program's secret, the same in every test. */
    public static String secret(String program) {
        return "test-secret-of-" + program + "-0123456789abcdef";
    }

    public HttpCalls calls() {
        return HttpCalls.to(service.port());
    }

    /** The same database by a pool of the tests, for use cases that no endpoint offers; closed with the JVM. */
    public Database database() {
        return DATABASES.computeIfAbsent(
                settings.text("database.url"),
                url -> Database.open(Settings.of(
                        "auth-service",
                        Map.of(
                                "database.url",
                                url,
                                "database.user",
                                settings.text("database.user"),
                                "database.pool-size",
                                "2"))));
    }

    /** What no endpoint offers yet, done in the database itself. */
    public void sql(String statement) {
        try (Connection connection =
                        DriverManager.getConnection(settings.text("database.url"), settings.text("database.user"), "");
                Statement plain = connection.createStatement()) {
            plain.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a member of the demo organisation with the demo password; returns the id. */
    public String addPerson(String email) {
        String id = UUID.randomUUID().toString();
        sql("INSERT INTO users (id, email, name, password_hash, created_at) SELECT CAST('" + id + "' AS uuid), '"
                + email + "', 'A person', password_hash, created_at FROM users WHERE email = 'ana@harbor.example'");
        sql("INSERT INTO memberships (organisation_id, user_id, role, created_at) SELECT organisation_id, CAST('" + id
                + "' AS uuid), role, m.created_at FROM memberships m JOIN users u ON u.id = m.user_id"
                + " WHERE u.email = 'ana@harbor.example'");
        return id;
    }

    /** Makes the organisation Dock Hospital and puts a person into it. */
    public void addToSecondOrganisation(String user, String role) {
        String id = "0197a000-0000-7000-8000-000000000002";
        sql("INSERT INTO organisations (id, slug, name, zone, created_at) VALUES (CAST('" + id
                + "' AS uuid), 'dock-hospital', 'Dock Hospital', 'Europe/Lisbon', CURRENT_TIMESTAMP)");
        sql("INSERT INTO memberships (organisation_id, user_id, role, created_at) VALUES (CAST('" + id
                + "' AS uuid), CAST('" + user + "' AS uuid), '" + role + "', CURRENT_TIMESTAMP)");
    }

    /** All values of a table, as text. */
    public String content(String table) {
        try (Connection connection =
                        DriverManager.getConnection(settings.text("database.url"), settings.text("database.user"), "");
                Statement plain = connection.createStatement();
                ResultSet rows = plain.executeQuery("SELECT * FROM " + table)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append(rows.getString(i)).append('|');
                }
                text.append('\n');
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All values of all tables, as text. */
    public String everything() {
        StringBuilder text = new StringBuilder();
        for (String table : content(
                        "(SELECT table_name FROM information_schema.tables WHERE table_schema = 'public') t")
                .split("[|]\\s*", 0)) {
            text.append(content(table));
        }
        return text.toString();
    }

    @Override
    public void close() {
        service.close();
    }

    private static Path secretFile(String name) {
        try {
            Path file = Files.createTempFile("watchbill", name);
            file.toFile().deleteOnExit();
            return Files.writeString(file, secret(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
