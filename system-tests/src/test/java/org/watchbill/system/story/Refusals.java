package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Elicitation;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.McpClient;
import org.watchbill.system.client.Person;
import org.watchbill.system.client.ToolAnswer;
import org.watchbill.system.suite.AccountFixture;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each refusal has its documented error, changes nothing, and leaves exactly one audit event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract sealed class Refusals permits RefusalsOnH2Test, RefusalsOnPostgresTest {

    private final WatchbillSuite suite;
    private final Accounts accounts;
    private final McpClient admin;
    private final AuditTrail trail;
    private String pending = "";

    Refusals(Storage storage) {
        this.suite = WatchbillSuite.start(storage, Content.DEMO);
        this.accounts = new Accounts(suite.plan());
        this.admin = accounts.connect(Era.MODERN, Accounts.ADMIN, Accounts.ADMIN_SCOPE);
        this.trail = new AuditTrail(accounts.auditLog(Accounts.ADMIN), admin);
    }

    @BeforeAll
    void importRosterWithOneRequest() throws IOException {
        Roster roster = new Roster(suite.plan());
        roster.importShiftTypes("code,name,days,start,end", "RD,Refusal duty,Mon-Sun,08:00,20:00");
        roster.importShifts(
                "date,shift,member",
                "2027-04-01,RD,ana@harbor.example",
                "2027-04-02,RD,ana@harbor.example",
                "2027-04-03,RD,ben@harbor.example");
        McpClient ana = accounts.connect(Era.MODERN, Accounts.ANA, Accounts.MEMBER_SCOPE);
        pending = ana.call("submit_coverage_request", shift("2027-04-01"))
                .content()
                .path("request")
                .path("id")
                .asString();
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDeclinedQuestionIsNotConfirmed(Era era) {
        assertRefused(
                () -> submit(era, Elicitation.declining()), "submit_coverage_request", "declined", "not_confirmed");
    }

    @ParameterizedTest
    @EnumSource
    void aDismissedQuestionIsNotConfirmed(Era era) {
        assertRefused(
                () -> submit(era, Elicitation.cancelling()), "submit_coverage_request", "declined", "not_confirmed");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyBoxIsNotConfirmed(Era era) {
        assertRefused(
                () -> submit(era, Elicitation.leavingUnticked()),
                "submit_coverage_request",
                "declined",
                "not_confirmed");
    }

    @ParameterizedTest
    @EnumSource
    void aMemberWhoApprovesHasTheWrongRole(Era era) {
        McpClient ana = accounts.connect(era, Accounts.ANA, Accounts.MEMBER_SCOPE);
        assertRefused(
                () -> ana.call("approve_request", request(pending)), "approve_request", "denied", "forbidden_role");
    }

    @ParameterizedTest
    @EnumSource
    void aMemberMayNotAskForCoverOfSomebodyElsesShift(Era era) {
        McpClient ana = accounts.connect(era, Accounts.ANA, Accounts.MEMBER_SCOPE);
        assertRefused(
                () -> ana.call("submit_coverage_request", shift("2027-04-03")),
                "submit_coverage_request",
                "denied",
                "forbidden_role");
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorWhoWasMadeAMemberHasTheWrongRole(Era era) {
        AccountFixture fixture = new AccountFixture(suite.plan(), Accounts.ADMIN);
        Person chief = fixture.add("Chief", "chief-" + UUID.randomUUID() + "@harbor.example", "admin");
        McpClient client = accounts.connect(era, chief, Accounts.ADMIN_SCOPE);
        fixture.changeRole(chief, "member");
        suite.time().advance(Duration.ofSeconds(61));
        assertRefused(
                () -> client.call("approve_request", request(pending)), "approve_request", "denied", "forbidden_role");
    }

    @ParameterizedTest
    @EnumSource
    void n27AMissingScopeIsAskedForByAStepUpChallenge(Era era) {
        McpClient reader = accounts.connect(era, Accounts.ANA, "schedule:read");
        List<JsonNode> events = trail.of(() -> {
            ToolAnswer answer = reader.call("submit_coverage_request", shift("2027-04-02"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.reply().header("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer ")
                    .contains("error=\"insufficient_scope\"")
                    .containsPattern("scope=\"[^\"]*\\brequests:write\\b[^\"]*\"")
                    .contains("resource_metadata=\"");
        });
        assertOneEvent(events, "submit_coverage_request", "denied", "insufficient_scope");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownRequestIsNotFound(Era era) {
        assertRefused(
                () -> administrator(era).call("approve_request", request("0197a000-0000-7000-8000-00000000dead")),
                "approve_request",
                "invalid",
                "not_found");
    }

    @ParameterizedTest
    @EnumSource
    void aStaleVersionIsAConflictThatShowsTheCurrentState(Era era) {
        ToolAnswer answer = assertRefused(
                () -> administrator(era)
                        .call("approve_request", request(pending).put("version", 99)),
                "approve_request",
                "conflict",
                "version_conflict");
        assertThat(answer.refusal().path("current").toString()).contains(pending);
    }

    @ParameterizedTest
    @EnumSource
    void argumentsThatBreakTheSchemaAreInvalid(Era era) {
        ToolAnswer missing = assertRefused(
                () -> administrator(era).call("approve_request", Json.object()),
                "approve_request",
                "invalid",
                "invalid_argument");
        assertThat(missing.refusal().path("field").asString()).isEqualTo("request_id");
        assertRefused(
                () -> administrator(era)
                        .call("approve_request", request(pending).put("surplus", 1)),
                "approve_request",
                "invalid",
                "invalid_argument");
        assertRefused(
                () -> administrator(era).call("approve_request", request("no id")),
                "approve_request",
                "invalid",
                "invalid_argument");
    }

    private ToolAnswer assertRefused(Supplier<ToolAnswer> call, String operation, String outcome, String code) {
        JsonNode before = state();
        ToolAnswer[] answer = new ToolAnswer[1];
        List<JsonNode> events = trail.of(() -> answer[0] = call.get());
        assertThat(answer[0].status()).isEqualTo(200);
        assertThat(answer[0].isError()).as("%s", answer[0].message()).isTrue();
        assertThat(answer[0].result().has("structuredContent")).isFalse();
        assertThat(answer[0].errorCode()).isEqualTo(code);
        assertThat(answer[0].refusal().path("retryable").asBoolean(true)).isFalse();
        assertThat(answer[0].refusal().path("message").asString()).isNotBlank();
        assertThat(state()).isEqualTo(before);
        assertOneEvent(events, operation, outcome, code);
        return answer[0];
    }

    private static void assertOneEvent(List<JsonNode> events, String operation, String outcome, String code) {
        assertThat(events).hasSize(1);
        JsonNode event = events.getFirst();
        assertThat(event.path("operation").asString()).isEqualTo(operation);
        assertThat(event.path("outcome").asString()).isEqualTo(outcome);
        assertThat(event.path("code").asString()).isEqualTo(code);
        assertThat(event.path("source").asString()).isEqualTo("schedule-service");
    }

    private JsonNode state() {
        ObjectNode state = Json.object();
        state.set("requests", admin.call("get_pending_requests", Json.object()).content());
        state.set(
                "shifts",
                admin.call("get_current_schedule", Json.object().put("date", "2027-04-02"))
                        .content());
        return state;
    }

    private ToolAnswer submit(Era era, Elicitation person) {
        McpClient ana = accounts.connect(era, Accounts.ANA, Accounts.MEMBER_SCOPE);
        return ana.call("submit_coverage_request", shift("2027-04-02"), person);
    }

    private McpClient administrator(Era era) {
        return accounts.connect(era, Accounts.ADMIN, Accounts.ADMIN_SCOPE);
    }

    private static ObjectNode shift(String date) {
        return Json.object().put("date", date).put("shift_type", "RD");
    }

    private static ObjectNode request(String id) {
        return Json.object().put("request_id", id);
    }
}
