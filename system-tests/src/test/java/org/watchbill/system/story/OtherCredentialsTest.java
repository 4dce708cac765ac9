package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.McpClient;
import org.watchbill.system.client.Person;
import org.watchbill.system.client.ToolAnswer;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Roster;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** API tokens, and passwords where two switches allow them: from the account page through the gateway to the audit log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtherCredentialsTest {

    private final WatchbillSuite suite = WatchbillSuite.start(
            Storage.H2,
            Content.DEMO,
            Map.of(
                    Service.AUTH, Map.of("exchange.passwords", "true"),
                    Service.GATEWAY, Map.of("legacy-credentials.headers", "true")));
    private final Accounts accounts = new Accounts(suite.plan());
    private final ApiTokens tokens = new ApiTokens(suite.plan(), Accounts.ANA);
    private final McpClient admin = accounts.connect(Era.MODERN, Accounts.ADMIN, Accounts.ADMIN_SCOPE);
    private final AuditTrail trail = new AuditTrail(accounts.auditLog(Accounts.ADMIN), admin);

    @BeforeAll
    void importRoster() throws IOException {
        Roster roster = new Roster(suite.plan());
        roster.importShiftTypes("code,name,days,start,end", "OC,Other duty,Mon-Sun,08:00,20:00");
        roster.importShifts(
                "date,shift,member", "2027-04-01,OC,ana@harbor.example", "2027-04-02,OC,ana@harbor.example");
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @ParameterizedTest
    @EnumSource
    void anApiTokenDoesWhatWasTickedAndTheAuditLogNamesIt(Era era) {
        String day = era == Era.MODERN ? "2027-04-01" : "2027-04-02";
        McpClient reader = era.connect(suite.plan().mcp(), tokens.make("Reader"));
        assertThat(reader.call("get_my_shifts", Json.object()).content().has("shifts"))
                .isTrue();
        assertRefused(reader.call("submit_coverage_request", shift(day)));

        McpClient writer = era.connect(suite.plan().mcp(), tokens.make("Writer", "requests:write"));
        List<JsonNode> events = trail.of(
                () -> writer.call("submit_coverage_request", shift(day)).content());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().path("outcome").asString()).isEqualTo("success");
        JsonNode actor = events.getFirst().path("actor");
        assertThat(actor.path("subject").asString()).isEqualTo("0197a000-0000-7000-8000-0000000000a2");
        assertThat(actor.path("client_id").asString())
                .isEqualTo("api-token:" + actor.path("token_id").asString());
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedApiTokenIsRefusedWithinAMinute(Era era) {
        String secret = tokens.make("Lost");
        assertThat(era.knock(suite.plan().mcp(), secret).status()).isEqualTo(200);
        tokens.revokeNewest();
        suite.time().advance(Duration.ofSeconds(61));
        assertThat(era.knock(suite.plan().mcp(), secret).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordActsAsItsPersonWithoutAdministratorsRights(Era era) {
        McpClient avery = era.connect(suite.plan().mcp(), basic(Accounts.ADMIN));
        assertThat(avery.call("get_current_schedule", Json.object()).content().has("on_call"))
                .isTrue();
        assertThat(avery.call(
                                "approve_request",
                                Json.object()
                                        .put("request_id", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsRefusedLikeAnyBadToken(Era era) {
        Person stranger = new Person("nobody" + era + "@harbor.example", "wrong");
        assertThat(era.knock(suite.plan().mcp(), basic(stranger)).status()).isEqualTo(401);
    }

    /** For lack of a right: nothing is looked up, so not even the request's absence is told. */
    private static void assertRefused(ToolAnswer answer) {
        assertThat(answer.result().has("structuredContent")).isFalse();
        assertThat(answer.errorCode()).isNotEqualTo("not_found");
    }

    private static ObjectNode shift(String day) {
        return Json.object().put("date", day).put("shift_type", "OC");
    }

    /** As the OnCalls server's clients send it. */
    private static String basic(Person person) {
        String pair = person.email() + ":" + person.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
