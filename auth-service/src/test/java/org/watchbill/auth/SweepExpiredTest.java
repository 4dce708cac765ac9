package org.watchbill.auth;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.sweep.Sweep;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.TestDatabase;

/** That no table keeps what has expired; one that is new and can expire fails here until it is swept. */
class SweepExpiredTest {

    private static final String ANA = "CAST('0197a000-0000-7000-8000-0000000000a2' AS uuid)";
    private static final String CLINIC = "CAST('0197a000-0000-7000-8000-000000000001' AS uuid)";
    private static final String ID = "CAST('0197a000-0000-7000-8000-0000000000ff' AS uuid)";
    private static final String BEGIN = "TIMESTAMP '2026-11-20 09:00:00'";
    private static final String END = "TIMESTAMP '2026-11-20 10:00:00'";

    /** A row for each table, in an order that its references allow. */
    private static final Map<String, String> ROWS = rows();

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        addSignIns(rows);
        addGrants(rows);
        addLinks(rows);
        return rows;
    }

    private static void addSignIns(Map<String, String> rows) {
        rows.put("set_up_links", "(secret_hash, expires_at) VALUES ('s', " + END + ")");
        rows.put(
                "sessions",
                "(secret_hash, id, user_id, signed_in_at, expires_at, methods, address, browser) VALUES ('s', " + ID
                        + ", " + ANA + ", " + BEGIN + ", " + END + ", 'password', '127.0.0.1', 'Firefox')");
        rows.put(
                "consent_tickets",
                "(secret_hash, session_hash, request, expires_at) VALUES ('s', 'living', '{}', " + END + ")");
    }

    private static void addGrants(Map<String, String> rows) {
        rows.put(
                "grants",
                "(id, user_id, client_id, organisation_id, scope, resource, signed_in_at, created_at, expires_at) VALUES ("
                        + ID + ", " + ANA + ", 'swept', " + CLINIC + ", '', 'r', " + BEGIN + ", " + BEGIN + ", " + END
                        + ")");
        rows.put(
                "codes",
                "(secret_hash, grant_id, redirect_uri, challenge, nonce, expires_at) VALUES ('s', " + ID
                        + ", 'u', 'c', '', " + END + ")");
        rows.put(
                "api_tokens",
                "(id, secret_hash, form_hash, user_id, organisation_id, name, scope, created_at, expires_at) VALUES ("
                        + ID + ", 's', 'f', " + ANA + ", " + CLINIC + ", 'Token', 'schedule:read', " + BEGIN + ", "
                        + END + ")");
        rows.put("client_assertions", "(hash, expires_at) VALUES ('s', " + END + ")");
        rows.put(
                "pushed_requests",
                "(secret_hash, client_id, parameters, expires_at) VALUES ('s', 'swept', 'p', " + END + ")");
        rows.put(
                "device_codes",
                "(secret_hash, user_code_hash, client_id, scope, resource, expires_at, pause_seconds) VALUES ('s', 'u',"
                        + " 'swept', '', 'r', " + END + ", 5)");
    }

    private static void addLinks(Map<String, String> rows) {
        rows.put(
                "sign_in_steps",
                "(secret_hash, user_id, method, continue_to, expires_at) VALUES ('s', " + ANA + ", 'password', '/', "
                        + END + ")");
        rows.put("used_challenges", "(challenge_hash, expires_at) VALUES ('s', " + END + ")");
        rows.put(
                "invitations",
                "(id, organisation_id, email, name, role, invited_by, secret_hash, mailed, sent_at, expires_at) VALUES ("
                        + ID + ", " + CLINIC + ", 'i@harbor.example', '', 'member', 'a', 's', FALSE, " + BEGIN + ", "
                        + END + ")");
        rows.put(
                "password_resets",
                "(secret_hash, user_id, mailed, expires_at) VALUES ('s', " + ANA + ", FALSE, " + END + ")");
        rows.put(
                "email_verifications",
                "(user_id, secret_hash, email, expires_at) VALUES (" + ANA + ", 's', 'e@harbor.example', " + END + ")");
        rows.put(
                "provider_sign_ins",
                "(state_hash, visit_hash, provider_id, nonce, sealed_verifier, continue_to, expires_at) VALUES ('s', 'v', "
                        + ID + ", 'n', 'c', '/', " + END + ")");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatHasExpiredGoesAndWhatHasNotStays(TestDatabase database) {
        try (RunningAuth auth = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            assertThat(ROWS.keySet()).isEqualTo(expiring(auth));
            auth.sql("DELETE FROM set_up_links");
            insertWhatStays(auth);
            ROWS.forEach((table, row) -> auth.sql("INSERT INTO " + table + " " + row));

            sweep(auth);
            ROWS.keySet()
                    .forEach(table -> assertThat(mortal(auth, table)).as(table).hasSize(1));

            auth.time().advance(Duration.ofDays(60));
            sweep(auth);
            ROWS.keySet()
                    .forEach(table -> assertThat(mortal(auth, table)).as(table).isEmpty());
        }
    }

    /** What the rows refer to, so that none of them goes merely with another. */
    private static void insertWhatStays(RunningAuth auth) {
        auth.sql("INSERT INTO clients (id, name, redirect_uris, created_at, seen_at, last_authorised_at)"
                + " VALUES ('swept', 'Swept', '[]', " + BEGIN + ", " + BEGIN + ", " + BEGIN + ")");
        auth.sql("INSERT INTO identity_providers (id, organisation_id, name, issuer, client_id, sealed_secret,"
                + " version, changed_at) VALUES (" + ID + ", " + CLINIC
                + ", 'Staff', 'https://login.example', 'w', 'none', 1, " + BEGIN + ")");
        auth.sql("INSERT INTO sessions (secret_hash, id, user_id, signed_in_at, expires_at, methods, address, browser)"
                + " VALUES ('living', " + CLINIC + ", " + ANA + ", " + BEGIN + ", TIMESTAMP '2099-01-01 00:00:00',"
                + " 'password', '127.0.0.1', 'Firefox')");
    }

    private static List<String> mortal(RunningAuth auth, String table) {
        return auth.content(table)
                .lines()
                .filter(row -> !row.contains("2099-01-01"))
                .toList();
    }

    /** All but {@code command}, of which each command deletes what has expired. */
    private static Set<String> expiring(RunningAuth auth) {
        return auth.content("(SELECT LOWER(table_name) AS name FROM information_schema.columns"
                        + " WHERE LOWER(table_schema) = 'public' AND LOWER(column_name) = 'expires_at') t")
                .replace("|", "")
                .lines()
                .filter(table -> !table.equals("command"))
                .collect(toSet());
    }

    private static void sweep(RunningAuth auth) {
        AuthParts parts = AuthParts.build(auth.settings(), auth.database(), auth.time());
        new AuthTasks(auth.settings(), parts, auth.time())
                .all().stream().map(Sweep.Task::work).forEach(Runnable::run);
    }
}
