package org.watchbill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.audit.Events.AVERY;
import static org.watchbill.audit.Events.HARBOR;
import static org.watchbill.audit.Events.OTHER;
import static org.watchbill.audit.Events.STRANGER;
import static org.watchbill.audit.Events.event;
import static org.watchbill.audit.RunningAudit.indexesOf;
import static org.watchbill.audit.RunningAudit.range;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.audit.RunningAudit.Reply;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ConcurrentAppendTest {

    private static final int SENDERS = 32;
    private static final int OWN = 4;
    private static final int SHARED = 8;

    @ParameterizedTest
    @EnumSource
    void sendersThatRaceGetOneContiguousChain(TestDatabase database) throws Exception {
        try (RunningAudit audit = RunningAudit.on(database)) {
            Map<String, Long> places = new ConcurrentHashMap<>();
            race(sender -> {
                Reply reply = audit.append(batch(sender));
                assertThat(reply.status()).isEqualTo(200);
                for (JsonNode receipt : reply.body().path("receipts")) {
                    long index = receipt.path("index").longValue();
                    Long other = places.putIfAbsent(receipt.path("event_id").stringValue(), index);
                    assertThat(other).isIn(null, index);
                }
            });

            assertThat(places.values()).containsExactlyInAnyOrderElementsOf(range(0, SENDERS * OWN + SHARED));
            assertThat(indexesOf(audit.get("/api/v1/events?limit=200", AVERY)))
                    .isEqualTo(range(0, SENDERS * OWN + SHARED));
            assertThat(audit.get("/api/v1/verification", AVERY)
                            .body()
                            .path("intact")
                            .booleanValue())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneIdRacingForTwoOrganisationsBelongsToOne(TestDatabase database) throws Exception {
        try (RunningAudit audit = RunningAudit.on(database)) {
            List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
            race(sender -> {
                UUID organisation = sender % 2 == 0 ? HARBOR : OTHER;
                statuses.add(audit.append(event(1, organisation, AVERY)).status());
            });

            assertThat(statuses).containsOnly(200, 409);
            int harbor = indexesOf(audit.get("/api/v1/events", AVERY)).size();
            int other = indexesOf(audit.get("/api/v1/events", STRANGER)).size();
            assertThat(harbor + other).isEqualTo(1);
        }
    }

    /** Some events of the sender's own among some that all send, in an order of its own. */
    private static List<ObjectNode> batch(int sender) {
        List<ObjectNode> batch = new ArrayList<>();
        for (int i = 0; i < OWN; i++) {
            batch.add(event(1000 + sender * OWN + i));
        }
        for (int i = 0; i < SHARED; i++) {
            batch.add(event(i));
        }
        Collections.shuffle(batch, new Random(sender));
        return batch;
    }

    /** Runs as one sender. */
    private interface Sender {

        void send(int number);
    }

    private static void race(Sender sender) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    sender.send(number);
                    return number;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
