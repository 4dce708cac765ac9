package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RefreshTest {

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final String first;

    RefreshTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Refresh", "http://127.0.0.1/callback");
        first = client.connect(
                        new Browser(calls).signIn("ana@harbor.example"),
                        "schedule:read members:read requests:write",
                        "requests:write")
                .path("refresh_token")
                .stringValue();
    }

    @Check("R01")
    @Test
    void r01RefreshingRotates() {
        String second = token(client.refresh(first));
        assertThat(second).isNotEqualTo(first);
        assertThat(token(client.refresh(second))).isNotEqualTo(second);
    }

    @Check("Q15")
    @Test
    void aRepeatWithinThirtySecondsGetsTheSameSuccessor() {
        String second = token(client.refresh(first));
        auth.time().advance(Duration.ofSeconds(30));
        assertThat(token(client.refresh(first))).isEqualTo(second);
        assertThat(client.refresh(second).status()).isEqualTo(200);
    }

    @Check({"R02", "R03", "S17"})
    @Test
    void n31R02AndR03AReuseAfterTheWindowEndsTheGrant() {
        JsonNode second = client.refresh(first).json();
        auth.time().advance(Duration.ofSeconds(31));
        refused(client.refresh(first), "invalid_grant");
        refused(client.refresh(second.path("refresh_token").stringValue()), "invalid_grant");
        refused(
                OAuthClient.exchange(calls, second.path("access_token").stringValue(), "schedule-service"),
                "invalid_request");
    }

    @Check("R03")
    @Test
    void n31R03AReuseOnceTheSuccessorWasUsedEndsTheGrant() {
        String third = token(client.refresh(token(client.refresh(first))));
        refused(client.refresh(first), "invalid_grant");
        refused(client.refresh(third), "invalid_grant");
    }

    @Check({"R04", "S17", "Q15"})
    @Test
    void n31R04AndS17ParallelRefreshesGetOneSuccessorAndTheChainLives() throws Exception {
        Callable<HttpCalls.Answer> refresh = () -> client.refresh(first);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpCalls.Answer>> answers = threads.invokeAll(
                    IntStream.range(0, 50).mapToObj(i -> refresh).toList());
            List<String> successors = answers.stream()
                    .map(Future::resultNow)
                    .map(RefreshTest::token)
                    .distinct()
                    .toList();
            assertThat(successors).hasSize(1);
            assertThat(client.refresh(successors.getFirst()).status()).isEqualTo(200);
        }
    }

    @Check("R05")
    @Test
    void r05AWiderScopeIsRefusedAndTheTokenStaysUnused() {
        refused(refresh("scope", "schedule:read schedule:write"), "invalid_scope");
        assertThat(client.refresh(first).status()).isEqualTo(200);
    }

    @Test
    void aNarrowerScopeIsGrantedForTheAccessTokenOnly() {
        JsonNode narrow = refresh("scope", "read:schedule offline_access").json();
        assertThat(narrow.path("scope").stringValue()).isEqualTo("schedule:read");
        JsonNode next =
                client.refresh(narrow.path("refresh_token").stringValue()).json();
        assertThat(next.path("scope").stringValue())
                .isEqualTo("members:read requests:read requests:write schedule:read");
    }

    @Check({"R06", "Q18"})
    @Test
    void r06AnotherResourceIsRefusedAndTheSameIsFine() {
        refused(refresh("resource", RunningAuth.SCHEDULE), "invalid_target");
        assertThat(refresh("resource", RunningAuth.GATEWAY + "/").status()).isEqualTo(200);
    }

    @Check("R07")
    @Test
    void r07AnotherClientIsRefusedAndTheOwnerIsNotHarmed() {
        OAuthClient thief = OAuthClient.register(calls, "Refresh thief", "http://127.0.0.1/callback");
        refused(thief.refresh(first), "invalid_grant");
        assertThat(client.refresh(first).status()).isEqualTo(200);
    }

    @Check("S03")
    @Test
    void s03TheEndIsFixedAtConsentAndRefreshingNeverMovesIt() {
        auth.time().advance(Duration.ofDays(89));
        String second = token(client.refresh(first));
        auth.time().advance(Duration.ofHours(23).plusMinutes(45));
        HttpCalls.Answer last = client.refresh(second);
        assertThat(last.json().path("expires_in").longValue()).isEqualTo(900);
        auth.time().advance(Duration.ofMinutes(15));
        refused(client.refresh(token(last)), "invalid_grant");
    }

    private HttpCalls.Answer refresh(String parameter, String value) {
        return client.token(
                "grant_type", "refresh_token", "refresh_token", first, "client_id", client.id(), parameter, value);
    }

    private static String token(HttpCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("refresh_token").stringValue();
    }

    private static void refused(HttpCalls.Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }
}
