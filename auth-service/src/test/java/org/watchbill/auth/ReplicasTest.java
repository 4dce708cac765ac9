package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.TestDatabase;

/** Several instances on one PostgreSQL. */
class ReplicasTest {

    @Test
    void replicasThatStartTogetherShareKeysPeopleAndConnections() throws Exception {
        Map<String, String> database = TestDatabase.POSTGRES.settings();
        Callable<RunningAuth> start =
                () -> RunningAuth.start(database, Map.of("demo", "true", "database.pool-size", "4"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningAuth>> started = threads.invokeAll(List.of(start, start, start));
            try (RunningAuth one = started.getFirst().get();
                    RunningAuth two = started.get(1).get();
                    RunningAuth three = started.getLast().get()) {
                String keys = one.calls().get("/jwks").body();
                assertThat(two.calls().get("/jwks").body()).isEqualTo(keys);
                assertThat(three.calls().get("/jwks").body()).isEqualTo(keys);

                OAuthClient client = OAuthClient.register(one.calls(), "Replica", "http://127.0.0.1/callback");
                Browser browser = new Browser(one.calls()).signIn("ana@harbor.example");
                String code = client.code(browser, "schedule:read");
                OAuthClient elsewhere = OAuthClient.register(two.calls(), "Replica", "http://127.0.0.1/callback");
                String token =
                        elsewhere.redeem(code).json().path("access_token").stringValue();
                assertThat(OAuthClient.exchange(three.calls(), token, "schedule-service")
                                .status())
                        .isEqualTo(200);
            }
        }
    }
}
