package org.watchbill.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.testing.EventsClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class StreamSlotsTest {

    private static final Principal ANA = new Principal("ana", "harbor", "client");
    private static final Principal BEN = new Principal("ben", "harbor", "client");
    private static final Optional<JsonNode> ID =
            Optional.of(Json.object().put("id", 7).path("id"));
    private static final Reply.Message DONE = Reply.result(ID.orElseThrow(), Json.object());

    @Test
    void streamsBeyondTheBoundAreRefusedUntilOneEnds() throws Exception {
        StreamSlots slots = new StreamSlots(2);
        Reply.Stream inner = (Reply.Stream) slots.bound(ANA, ID, new Reply.Stream(events -> {
            assertThat(status(slots.bound(ANA, ID, stream()))).isEqualTo(429);
            assertThat(slots.bound(BEN, ID, stream())).isInstanceOf(Reply.Stream.class);
        }));
        Reply.Stream outer = (Reply.Stream) slots.bound(ANA, ID, new Reply.Stream(events -> hold(inner)));
        hold(outer);
        assertThat(slots.bound(ANA, ID, stream())).isInstanceOf(Reply.Stream.class);
        assertThat(slots.refused().sum()).isEqualTo(1);
    }

    @Test
    void aLargeBodyTakesSeveralPlaces() throws Exception {
        StreamSlots slots = new StreamSlots(10);
        int large = StreamSlots.places(1, 100_000);
        assertThat(large).isEqualTo(7);
        hold((Reply.Stream) slots.bound(
                ANA,
                ID,
                new Reply.Stream(events -> {
                    assertThat(status(slots.bound(ANA, ID, stream(), large))).isEqualTo(429);
                    assertThat(slots.bound(ANA, ID, stream(), 3)).isInstanceOf(Reply.Stream.class);
                }),
                large));
        assertThat(slots.bound(ANA, ID, stream(), large)).isInstanceOf(Reply.Stream.class);
        assertThat(slots.bound(ANA, ID, stream(), 1_000))
                .as("the largest, alone")
                .isInstanceOf(Reply.Stream.class);
    }

    @Test
    void everyRequestOfABatchTakesAPlace() {
        assertThat(StreamSlots.places(50, 4_000)).isEqualTo(50);
        assertThat(StreamSlots.places(0, 10)).isEqualTo(1);
    }

    @Test
    void aStreamThatBreaksGivesItsPlaceBack() throws Exception {
        StreamSlots slots = new StreamSlots(1);
        for (int i = 0; i < 3; i++) {
            Reply.Stream broken = (Reply.Stream) slots.bound(ANA, ID, new Reply.Stream(events -> {
                throw new InterruptedException("the server stops");
            }));
            assertThatThrownBy(() -> hold(broken)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aStreamThatNeverBeginsTakesNoPlace() {
        StreamSlots slots = new StreamSlots(1);
        for (int i = 0; i < 3; i++) {
            assertThat(slots.bound(ANA, ID, stream())).isInstanceOf(Reply.Stream.class);
        }
    }

    @Test
    void whatIsAnsweredAtOnceNeedsNoPlace() throws Exception {
        StreamSlots slots = new StreamSlots(1);
        hold((Reply.Stream) slots.bound(ANA, ID, new Reply.Stream(events -> {
            assertThat(slots.bound(ANA, ID, DONE)).isEqualTo(DONE);
            assertThat(slots.bound(ANA, ID, new Reply.Accepted())).isEqualTo(new Reply.Accepted());
        })));
    }

    @Test
    void ofManyAtOnceAsManyAsTheBoundGetAPlace() throws Exception {
        StreamSlots slots = new StreamSlots(5);
        CountDownLatch refusals = new CountDownLatch(59);
        Reply.Work work = notices -> {
            refusals.await();
            return DONE;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply.Message>> answers = IntStream.range(0, 64)
                    .mapToObj(number -> threads.submit(() -> {
                        Reply bound = slots.bound(ANA, ID, new Reply.Pending(work, Journal.NONE));
                        Reply.Message answer = ((Reply.Pending) bound).work().finish(Notices.NONE);
                        if (answer.status() == 429) {
                            refusals.countDown();
                        }
                        return answer;
                    }))
                    .toList();
            int done = 0;
            for (Future<Reply.Message> answer : answers) {
                done += answer.get().status() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(5);
        }
        assertThat(slots.refused().sum()).isEqualTo(59);
    }

    @Test
    void callsInProgressAreBoundedOverHttp() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(2);
        UpstreamFake schedule = slowly(slow, reached);
        try (RunningGateway gateway = new RunningGateway(schedule, Map.of("limits.streams-per-principal", "2"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ModernClient member = gateway.member();
            Future<WireReply> first = threads.submit(() -> member.post(headers(member), body(member)));
            Future<WireReply> second = threads.submit(() -> member.post(headers(member), body(member)));
            reached.await();
            WireReply refused = member.call("slow", "{}");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.errorCode()).isEqualTo(429);
            assertThat(refused.json().path("id").intValue()).isEqualTo(7);
            assertThat(refused.json().at("/error/data/retryAfterSeconds").intValue())
                    .isEqualTo(5);
            assertThat(gateway.admin().call("get_current_schedule", "{}").status())
                    .isEqualTo(200);
            slow.countDown();
            assertThat(first.get().body()).contains("at last");
            assertThat(second.get().body()).contains("at last");
            assertThat(member.call("get_current_schedule", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void callsOfTheOlderTransportAreBoundedThoughTheirPostsEndAtOnce() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        UpstreamFake schedule = slowly(slow, reached);
        try (RunningGateway gateway = new RunningGateway(schedule, Map.of("limits.streams-per-principal", "2"));
                EventsClient client = new EventsClient(gateway.at(""), gateway.memberToken())) {
            client.initialize("2025-06-18");
            assertThat(client.request(1, "tools/call", "{\"name\": \"slow\", \"arguments\": {}}")
                            .status())
                    .isEqualTo(202);
            reached.await();
            WireReply refused = client.request(2, "tools/list", "{}");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.errorCode()).isEqualTo(429);
            assertThat(refused.json().path("id").intValue()).isEqualTo(2);
            slow.countDown();
            assertThat(client.stream().next().toString()).contains("at last");
        }
    }

    private static UpstreamFake slowly(CountDownLatch slow, CountDownLatch reached) {
        return ToolAnswers.schedule()
                .streaming(ToolAnswers.tool("slow", true, "schedule:read", false), (params, events) -> {
                    reached.countDown();
                    slow.await();
                    return ToolAnswers.done("at last");
                });
    }

    private static Map<String, String> headers(ModernClient client) {
        return client.headers("tools/call", client.callParams("slow", "{}"));
    }

    private static byte[] body(ModernClient client) {
        return Json.bytes(client.message(1, "tools/call", client.callParams("slow", "{}")));
    }

    private static Reply stream() {
        return new Reply.Stream(events -> {});
    }

    private static void hold(Reply.Stream stream) throws InterruptedException {
        stream.conversation().hold(new EventStream(new ByteArrayOutputStream()));
    }

    private static int status(Reply reply) {
        return ((Reply.Message) reply).status();
    }
}
