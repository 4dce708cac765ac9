package org.watchbill.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** One service with a short rest and little patience. */
class UpstreamTest {

    private static final Logger CIRCUIT = Logger.getLogger(Circuit.class.getName());

    private final UpstreamFake fake = new UpstreamFake();
    private final Upstream upstream = new Upstream(
            new UpstreamSetting("a-service", fake.url(), "", Optional.empty()),
            Duration.ofMillis(500),
            Duration.ofMillis(100));
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord event) {
            said.add(event.getLevel() + " " + event.getMessage().replaceAll(" \\{.*", ""));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    UpstreamTest() {
        CIRCUIT.addHandler(listener);
        CIRCUIT.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        CIRCUIT.removeHandler(listener);
        upstream.close();
        fake.close();
    }

    @Test
    void restsAfterFailuresTriesOnceAndComesBackWithOneLineEach() throws InterruptedException {
        fake.setMood(UpstreamFake.Mood.FAILING);
        for (int i = 0; i < 20; i++) {
            assertThat(list(false)).isInstanceOf(UpstreamAnswer.Lost.class);
        }
        assertThat(upstream.isResting()).isTrue();
        assertThat(fake.received().size()).isBetween(5, 10);

        fake.setMood(UpstreamFake.Mood.WELL);
        awaitAnswer();

        assertThat(upstream.isResting()).isFalse();
        assertThat(said)
                .containsExactly(
                        "WARNING upstream fails again and again, calls are refused until it answers",
                        "INFO upstream answers again");
    }

    @Test
    void timeOutsCountAndAreNotRepeated() throws InterruptedException {
        fake.setMood(UpstreamFake.Mood.HANGING);
        for (int i = 0; i < 5; i++) {
            assertThat(list(false)).isEqualTo(new UpstreamAnswer.Lost(false));
        }

        assertThat(fake.received()).hasSize(5);
        assertThat(list(false)).isEqualTo(new UpstreamAnswer.Lost(true));
        assertThat(fake.received()).hasSize(5);
    }

    @Test
    void clientsThatGoSoonAreNoFailuresOfTheService() {
        fake.setMood(UpstreamFake.Mood.HANGING);
        for (int i = 0; i < 8; i++) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> list(true)).isInstanceOf(InterruptedException.class);
        }

        assertThat(upstream.isResting()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aTokenThatTheServiceDoesNotTakeMeansNothingWasDone() throws InterruptedException {
        fake.setMood(UpstreamFake.Mood.REFUSING_TOKENS);

        assertThat(list(false)).isEqualTo(new UpstreamAnswer.Lost(true));
    }

    private void awaitAnswer() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(10);
        while (!(list(true) instanceof UpstreamAnswer.Result)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }

    private UpstreamAnswer list(boolean repeatable) throws InterruptedException {
        ObjectNode params = Json.object();
        params.set(McpKeys.META, RequestMeta.OWN.addTo(Json.object()));
        return upstream.ask(new UpstreamRequest(
                "tools/list", Optional.empty(), Map.of(), params, new Secret("a token"), repeatable));
    }
}
