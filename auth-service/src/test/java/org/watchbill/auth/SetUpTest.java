package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** The first start of an installation. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SetUpTest {

    private static final String[] GOOD = {
        "organisation",
        "North Ops",
        "slug",
        "north-ops",
        "zone",
        "Europe/Oslo",
        "name",
        "Ada North",
        "email",
        "Ada@north.example",
        "password",
        "correct horse battery"
    };

    private final Map<String, String> database;
    private final Path linkFile;

    SetUpTest(TestDatabase kind, @TempDir Path folder) {
        database = new HashMap<>(kind.settings());
        if (kind == TestDatabase.H2) {
            database.put("database.url", "jdbc:h2:file:" + folder.resolve("auth"));
        }
        linkFile = folder.resolve("link");
    }

    @Test
    void theLinkMakesTheFirstAdministratorOnce() throws IOException {
        try (RunningAuth auth = start()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(linkFile)))
                    .isEqualTo("rw-------");
            Browser browser = new Browser(auth.calls());
            HttpCalls.Answer page = browser.get(linkPath());
            HttpCalls.Answer answer = browser.submit("/setup", page, GOOD);
            assertThat(answer.status()).as(answer.body()).isEqualTo(303);
            assertThat(browser.get("/").body())
                    .contains("Ada North", "ada@north.example", "North Ops", "administrator");

            assertThat(browser.get(linkPath()).status()).isEqualTo(404);
            assertThat(browser.submit("/setup", page, GOOD).status()).isEqualTo(404);
        }
    }

    @Test
    void anInstallationWithAnAdministratorOffersNoNewLink() throws IOException {
        try (RunningAuth auth = start()) {
            Browser browser = new Browser(auth.calls());
            browser.submit("/setup", browser.get(linkPath()), GOOD);
        }
        start().close();
        assertThat(linkFile).doesNotExist();
    }

    @Test
    void theLinkLivesForADayAndTheNextStartMakesANewOne() throws IOException {
        try (RunningAuth auth = start()) {
            auth.time().advance(Duration.ofHours(24));
            assertThat(new Browser(auth.calls()).get(linkPath()).status()).isEqualTo(404);
        }
        String old = linkPath();
        try (RunningAuth auth = start()) {
            assertThat(linkPath()).isNotEqualTo(old);
            assertThat(new Browser(auth.calls()).get(linkPath()).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "organisation, '',               Give the organisation a name",
        "slug,         North Ops,        The short name may have",
        "zone,         Mars/Olympus,     The time zone is unknown",
        "name,         '',               Give your name",
        "email,        ada,              The e-mail address is not complete",
        "password,     only11chars,      The password needs at least 12 characters"
    })
    void aFaultIsExplainedAndWhatWasTypedStays(String field, String value, String problem) throws IOException {
        try (RunningAuth auth = start()) {
            Browser browser = new Browser(auth.calls());
            String[] fields = GOOD.clone();
            for (int i = 0; i < fields.length; i += 2) {
                fields[i + 1] = fields[i].equals(field) ? value : fields[i + 1];
            }
            HttpCalls.Answer answer = browser.submit("/setup", browser.get(linkPath()), fields);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(problem).doesNotContain("correct horse");
            assertThat(browser.submit("/setup", answer, GOOD).status()).isEqualTo(303);
        }
    }

    @Test
    void withoutTheRightTokenThereIsNothing() {
        try (RunningAuth auth = start()) {
            assertThat(auth.calls().get("/setup").status()).isEqualTo(404);
            assertThat(auth.calls().get("/setup?token=guess").status()).isEqualTo(404);
        }
    }

    @Test
    void keysAndConnectionsSurviveARestartAndTheWrongKeyFileStopsTheStart() throws IOException {
        Map<String, String> demo = new HashMap<>(Map.of("demo", "true"));
        String refreshToken;
        String keys;
        OAuthClient client;
        try (RunningAuth auth = RunningAuth.start(database, demo)) {
            client = OAuthClient.register(auth.calls(), "Restart", "http://127.0.0.1/callback");
            refreshToken = client.connect(new Browser(auth.calls()).signIn("ana@harbor.example"), "schedule:read")
                    .path("refresh_token")
                    .stringValue();
            keys = auth.calls().get("/jwks").body();
        }
        try (RunningAuth auth = RunningAuth.start(database, demo)) {
            assertThat(auth.calls().get("/jwks").body()).isEqualTo(keys);
            OAuthClient again = OAuthClient.register(auth.calls(), "Restart", "http://127.0.0.1/callback");
            assertThat(again.id()).isEqualTo(client.id());
            assertThat(again.refresh(refreshToken).status()).isEqualTo(200);
        }
        Path other = Files.writeString(linkFile, "another-secret-0123456789-0123456789");
        demo.put("keys.encryption-file", other.toString());
        assertThatThrownBy(() -> RunningAuth.start(database, demo))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keys.encryption-file");
    }

    private RunningAuth start() {
        return RunningAuth.start(database, Map.of("setup.link-file", linkFile.toString()));
    }

    private String linkPath() throws IOException {
        URI link = URI.create(Files.readString(linkFile).strip());
        assertThat(link.toString()).startsWith("http://localhost:8081/setup?token=");
        return "/setup?" + link.getRawQuery();
    }
}
