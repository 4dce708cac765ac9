package org.watchbill.kit.mcp.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.McpMethod;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.wire.RpcMessage;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

class ListeningTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Rhythm QUICK = new Rhythm(Duration.ofMillis(5), Duration.ofMillis(50));

    private final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final McpMethod.Events events = new McpMethod.Events() {

        @Override
        public void message(ObjectNode message) {
            written.add(message.path("method").stringValue());
        }

        @Override
        public void keepAlive() {
            written.add("keep-alive");
        }
    };

    /** Everybody who may look is stuck; a stream that waits for its turn must still show that it is there. */
    @Test
    void keepsAliveWhileOthersLookAllTheTime() throws Exception {
        Semaphore taken = new Semaphore(0, true);
        Listening listening = listening(taken);
        LinkedBlockingQueue<ObjectNode> result = new LinkedBlockingQueue<>();
        Thread stream = Thread.ofVirtual().start(() -> result.add(listening.hold(events)));

        assertThat(next()).isEqualTo("notifications/subscriptions/acknowledged");
        assertThat(next()).isEqualTo("keep-alive");
        assertThat(next()).isEqualTo("keep-alive");
        taken.release();
        assertThat(nextMessage()).isEqualTo("notifications/changed");

        stream.interrupt();
        assertThat(String.valueOf(result.poll(10, TimeUnit.SECONDS)))
                .isEqualTo("{\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":5}}");
    }

    private String next() throws InterruptedException {
        return String.valueOf(written.poll(10, TimeUnit.SECONDS));
    }

    private String nextMessage() throws InterruptedException {
        String next = next();
        while (next.equals("keep-alive")) {
            next = next();
        }
        return next;
    }

    private static Listening listening(Semaphore looks) {
        Watch changing = new Watch() {

            @Override
            public void acknowledge(ObjectNode honoured) {
                honoured.put("everything", true);
            }

            @Override
            public List<ObjectNode> changes() {
                return List.of(Json.object().put("method", "notifications/changed"));
            }
        };
        McpRequest request = new McpRequest(
                TestTokens.admin(),
                NOW.plusSeconds(600),
                new RpcMessage(Json.tree(5), "subscriptions/listen", Json.object()));
        return new Listening(request, List.of(changing), () -> {}, looks, new MovableTime(NOW), QUICK);
    }
}
