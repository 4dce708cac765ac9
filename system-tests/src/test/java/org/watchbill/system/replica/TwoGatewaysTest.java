package org.watchbill.system.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Elicitation;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.McpClient;
import org.watchbill.system.client.ToolAnswer;
import org.watchbill.system.story.Accounts;
import org.watchbill.system.suite.Deadline;
import org.watchbill.system.suite.Roster;
import tools.jackson.databind.JsonNode;

/** No request depends on the gateway that served the one before (reliability goals 5 and 6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoGatewaysTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 3, 1);
    private static final int CALLS = 200;

    private final TwoGateways gateways = new TwoGateways();
    private final Accounts accounts = new Accounts(gateways.plan());
    private int day;

    @BeforeAll
    void importShifts() throws IOException {
        Roster roster = new Roster(gateways.plan());
        roster.importShiftTypes("code,name,days,start,end", "RR,Replica duty,Mon-Sun,08:00,20:00");
        roster.importShifts(IntStream.range(-1, 20)
                .mapToObj(i -> i < 0 ? "date,shift,member" : FIRST_DAY.plusDays(i) + ",RR,ana@harbor.example")
                .toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        gateways.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestWorksOnEither(Era era) {
        McpClient client = accounts.connect(era, Accounts.ANA, Accounts.MEMBER_SCOPE);
        int[] used = new int[2];
        for (int i = 0; i < CALLS; i++) {
            client.call("get_current_schedule", Json.object()).content();
            used[gateways.lastUsed()]++;
        }
        assertThat(used).containsExactly(CALLS / 2, CALLS / 2);
        assertThat(client.toolNames()).isEqualTo(client.toolNames());
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionIsAnsweredAtTheOtherGateway(Era era) {
        McpClient client = accounts.connect(era, Accounts.ANA, Accounts.MEMBER_SCOPE);
        Elicitation person = Elicitation.accepting();
        ToolAnswer answer = client.call("submit_coverage_request", newRequest(), person);
        assertThat(person.questions()).hasSize(1);
        assertThat(answer.content().path("request").path("id").asString("")).isNotEmpty();
    }

    @Test
    void aSessionEndedAtOneGatewayIsGoneAtTheOther() {
        RawSession session = session();
        assertThat(session.ping()).isEqualTo(200);
        assertThat(session.delete()).isEqualTo(204);
        assertThat(session.ping()).isEqualTo(404);
        assertThat(session.ping()).isEqualTo(404);
    }

    @Test
    void aRunningCallIsCancelledFromTheOtherGateway() {
        RawSession session = session();
        try (RawSession.Stream call = session.open("submit_coverage_request", newRequest())) {
            call.question();
            session.notifyCancelled(call.id());
            assertThat(call.ended()).as("the stream ends without an answer").isTrue();
        }
    }

    @Test
    void theOldTransportReadsFromOneGatewayWhatWasPostedToTheOther() {
        try (RawEvents events = new RawEvents(gateways.plan().mcp().resolve("/sse"), token())) {
            assertThat(events.request("initialize", RawSession.handshake())
                            .at("/result/protocolVersion")
                            .asString())
                    .isEqualTo("2025-11-25");
            for (int i = 0; i < 4; i++) {
                assertThat(events.request("tools/list", Json.object()).has("result"))
                        .isTrue();
            }
        }
    }

    @Test
    void theDeathOfAGatewayLosesNothingThatTheOtherCannotServe() {
        RawSession session = session();
        JsonNode request = newRequest();
        try (RawSession.Stream call = session.open("submit_coverage_request", request)) {
            call.question();
            int dead = gateways.lastUsed();
            gateways.kill(dead);
            assertThat(call.ended()).as("the stream broke").isTrue();

            assertThat(session.ping()).as("the session goes on").isEqualTo(200);
            JsonNode end = session.resume(call.lastEventId());
            assertThat(end.path("id").asInt()).isEqualTo(call.id());
            assertThat(end.toString())
                    .as("the call did not end well, and says so")
                    .contains("in doubt", "idempotency_key");

            McpClient again = accounts.connect(Era.LEGACY, Accounts.ANA, Accounts.MEMBER_SCOPE);
            again.call("submit_coverage_request", request).content();
            assertThat(again.call("submit_coverage_request", request).content())
                    .as("the same key, the same request")
                    .isEqualTo(again.call("submit_coverage_request", request).content());
            gateways.startAgain(dead);
            Deadline.in(Duration.ofSeconds(20)).require("both are used again", () -> session.ping() == 200);
        }
    }

    private RawSession session() {
        return RawSession.begin(gateways.plan().mcp(), token());
    }

    private String token() {
        return accounts.token(Accounts.ANA, Accounts.MEMBER_SCOPE);
    }

    private JsonNode newRequest() {
        return Json.object()
                .put("date", "" + FIRST_DAY.plusDays(day++))
                .put("shift_type", "RR")
                .put("idempotency_key", "" + UUID.randomUUID());
    }
}
