package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.grant.SweepGrants;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

class SweepGrantsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatNobodyCanUseAnyMoreIsDeletedAndWhatLivesStays(TestDatabase database) {
        try (RunningAuth auth = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            SweepGrants sweep = new SweepGrants(auth.database(), auth.time());
            OAuthClient client = OAuthClient.register(auth.calls(), "Swept", "http://127.0.0.1/callback");
            Browser browser = new Browser(auth.calls()).signIn("ana@harbor.example");
            JsonNode dead = client.connect(browser, "schedule:read");
            JsonNode living = client.connect(browser, "schedule:read");
            auth.sql("UPDATE grants SET revoked_at = created_at WHERE id = CAST('" + grant(dead) + "' AS uuid)");

            sweep.sweep();
            assertThat(auth.content("refresh_tokens").lines())
                    .singleElement()
                    .satisfies(row -> assertThat(row).contains(grant(living)));
            assertThat(auth.content("codes").lines()).hasSize(2);
            assertThat(auth.content("grants").lines()).hasSize(2);

            auth.time().advance(Duration.ofDays(1).plusMinutes(1));
            sweep.sweep();
            assertThat(auth.content("codes").lines()).isEmpty();
            assertThat(auth.content("grants").lines()).hasSize(2);
            assertThat(client.refresh(living.path("refresh_token").stringValue())
                            .status())
                    .isEqualTo(200);

            auth.time().advance(Duration.ofDays(29));
            sweep.sweep();
            assertThat(auth.content("grants").lines())
                    .singleElement()
                    .satisfies(row -> assertThat(row).contains(grant(living)));

            auth.time().advance(Duration.ofDays(60).minusMinutes(1));
            sweep.sweep();
            assertThat(auth.content("refresh_tokens").lines()).isEmpty();
            assertThat(auth.content("grants").lines()).hasSize(1);
            auth.time().advance(Duration.ofDays(30));
            sweep.sweep();
            assertThat(auth.content("grants").lines()).isEmpty();
        }
    }

    private static String grant(JsonNode tokens) {
        return OAuthClient.claims(tokens.path("access_token").stringValue())
                .path("grant")
                .stringValue();
    }
}
