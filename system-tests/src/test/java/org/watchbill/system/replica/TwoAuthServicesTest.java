package org.watchbill.system.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.watchbill.kit.testing.Check;
import org.watchbill.system.client.Discovery;
import org.watchbill.system.client.Http;
import org.watchbill.system.client.OAuthClient;
import org.watchbill.system.client.Reply;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Service;
import tools.jackson.databind.JsonNode;

/** Races that two processes of auth-service see from outside, half of the requests at each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoAuthServicesTest {

    private static final int ROUNDS = 20;

    private final TwoAuthServices services = new TwoAuthServices();
    private final OAuthClient client = OAuthClient.register(
            Discovery.of(services.plan().url(Service.AUTH), services.plan().mcp()));

    @AfterAll
    void stop() {
        services.close();
    }

    @Check({"R04", "S17"})
    @Test
    void s17EightRefreshesAtOnceGetOneSuccessorAndTheChainGoesOn() {
        String token = client.redeem(client.approval(Accounts.ANA, "schedule:read"))
                .path("refresh_token")
                .asString();
        for (int round = 0; round < ROUNDS; round++) {
            String current = token;
            List<Reply> replies = atOnce(8, turn -> post(turn, client.renewal(current)));
            List<String> successors = replies.stream()
                    .map(reply -> reply.expect(200).json().path("refresh_token").asString())
                    .distinct()
                    .toList();
            assertThat(successors).as("round %d", round).hasSize(1).doesNotContain(current);
            token = successors.getFirst();
        }
        assertThat(post(1, client.renewal(token)).status()).isEqualTo(200);
    }

    @Check("S18")
    @Test
    void s18OfConcurrentRedemptionsExactlyOneSucceeds() {
        for (int round = 0; round < 5; round++) {
            OAuthClient.Approval approval = client.approval(Accounts.ANA, "schedule:read");
            List<Reply> replies = atOnce(8, turn -> post(turn, client.redemption(approval)));
            assertThat(replies.stream().map(Reply::status))
                    .containsOnly(200, 400)
                    .containsOnlyOnce(200);
            assertThat(replies.stream()
                            .filter(reply -> reply.status() == 400)
                            .map(reply -> reply.json().path("error").asString()))
                    .containsOnly("invalid_grant");
        }
    }

    @Test
    void whatOneProcessRegistersSignsAndRefreshesTheOtherKnows() {
        JsonNode tokens = client.redeem(client.approval(Accounts.ANA, "schedule:read"));
        Reply refreshed = post(1, client.renewal(tokens.path("refresh_token").asString()));
        assertThat(post(0, client.renewal(refreshed.json().path("refresh_token").asString()))
                        .status())
                .isEqualTo(200);
        assertThat(Http.get(services.at(1, "/jwks"), Map.of()).body())
                .isEqualTo(Http.get(services.at(0, "/jwks"), Map.of()).body());
    }

    private Reply post(int turn, Map<String, String> form) {
        return Http.postForm(services.at(turn, "/token"), form, Map.of());
    }

    private static List<Reply> atOnce(int times, IntFunction<Reply> request) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> requests = IntStream.range(0, times)
                    .mapToObj(turn -> (Callable<Reply>) () -> request.apply(turn))
                    .toList();
            return threads.invokeAll(requests).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
