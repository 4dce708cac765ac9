package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.registration.SweepClients;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.TestDatabase;

class SweepClientsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void clientsThatNobodyApprovedGoSevenDaysAfterTheyWereLastSeen(TestDatabase kind) {
        try (RunningAuth auth = RunningAuth.start(kind.settings(), Map.of("demo", "true"))) {
            SweepClients sweep = new SweepClients(auth.database(), new Clients(), auth.time());
            OAuthClient approved = OAuthClient.register(auth.calls(), "Approved", OAuthClient.REDIRECT);
            approved.connect(new Browser(auth.calls()).signIn("ana@harbor.example"), "schedule:read");
            OAuthClient unused = OAuthClient.register(auth.calls(), "Unused", OAuthClient.REDIRECT);
            OAuthClient again = OAuthClient.register(auth.calls(), "Again", OAuthClient.REDIRECT);
            auth.time().advance(Duration.ofDays(6));
            OAuthClient.register(auth.calls(), "Again", OAuthClient.REDIRECT);
            sweep.sweep();
            assertThat(auth.content("clients")).contains(approved.id(), unused.id(), again.id());

            auth.time().advance(Duration.ofDays(1).plusSeconds(1));
            sweep.sweep();
            assertThat(auth.content("clients"))
                    .contains(approved.id(), again.id())
                    .doesNotContain(unused.id());

            auth.time().advance(Duration.ofDays(400));
            sweep.sweep();
            assertThat(auth.content("clients")).contains(approved.id()).doesNotContain(again.id());
        }
    }
}
