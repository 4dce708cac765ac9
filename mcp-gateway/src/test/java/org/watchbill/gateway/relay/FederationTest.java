package org.watchbill.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Prompts, resources, templates and completion of several services as those of one. */
class FederationTest {

    private static final String SCOPE_NEEDED =
            "{\"org.watchbill/requiredScope\": \"requests:write\", \"org.watchbill/other\": 1}";

    private final UpstreamFake booking = new UpstreamFake()
            .withPrompt(prompt("book_slot"), params -> ToolAnswers.prompted("booking's own"))
            .withPrompt(prompt("hand_over"), params -> ToolAnswers.prompted("the wrong one"))
            .withResource(resource("booking://slots"), params -> ToolAnswers.content("booking://slots", "free"))
            .withTemplate(template("booking://{id}"), params -> ToolAnswers.content("booking://7", "seven"))
            .on("completion/complete", (params, events) -> completion(IntStream.range(0, 150)));
    private final UpstreamFake schedule = ToolAnswers.schedule()
            .withPrompt(
                    prompt("hand_over"),
                    params -> ToolAnswers.prompted(
                            "for " + params.at("/arguments/team").stringValue("all")))
            .withPrompt(policed(prompt("audit_me"), "audit:read", true), params -> ToolAnswers.prompted("secret"))
            .withPrompt(prompt("careful"), ToolAnswers::confirmed)
            .withPrompt(prompt("lacking"), params -> failure(-32602, SCOPE_NEEDED))
            .withResource(
                    policed(resource("watchbill://teams"), "schedule:read", false),
                    params -> ToolAnswers.content("watchbill://teams", "all teams"))
            .withTemplate(
                    policed(template("watchbill://schedule/{team}"), "schedule:read", false),
                    params -> ToolAnswers.content(params.path("uri").stringValue(), "on call"));
    private final RunningGateway gateway = new RunningGateway(
            schedule, Map.of("upstreams.z-booking-service.url", booking.url().toString()));
    private final ModernClient member = gateway.member();

    @AfterEach
    void stop() {
        gateway.close();
        booking.close();
    }

    @Test
    void promptsOfAllServicesAreListedInTheirOrderAndTheEarlierOfTwoCounts() {
        assertThat(names(member, "prompts/list", "prompts", "name"))
                .containsExactly("hand_over", "careful", "lacking", "book_slot");
        assertThat(prompted("hand_over", "{\"team\": \"ICU\"}")).isEqualTo("for ICU");
        assertThat(prompted("book_slot", "{}")).isEqualTo("booking's own");
    }

    @Test
    void administratorsPromptsAreListedToThemAlone() {
        assertThat(names(gateway.admin(), "prompts/list", "prompts", "name")).contains("audit_me");
        assertThat(names(member, "prompts/list", "prompts", "name")).doesNotContain("audit_me");
    }

    @Test
    void whatIsMeantForTheGatewayIsNotShown() {
        String prompts = gateway.admin().send("prompts/list", Json.object()).body();
        String resources = member.send("resources/list", Json.object()).body();
        String templates =
                member.send("resources/templates/list", Json.object()).body();

        assertThat(prompts + resources + templates).doesNotContain("org.watchbill/");
        assertThat(resources).contains("watchbill://teams", "booking://slots");
        assertThat(templates).contains("watchbill://schedule/{team}", "booking://{id}");
    }

    @ParameterizedTest
    @CsvSource({
        "watchbill://teams, all teams",
        "watchbill://schedule/icu, on call",
        "watchbill://schedule/a%20b, on call",
        "booking://slots, free",
        "booking://7, seven"
    })
    void readsGoToTheServiceThatListsTheUriOrHasATemplateForIt(String uri, String text) {
        WireReply reply = read(uri);

        assertThat(reply.result().at("/contents/0/text").stringValue()).isEqualTo(text);
        assertThat(reply.result().path("ttlMs").intValue()).isZero();
        assertThat(reply.result().path("cacheScope").stringValue()).isEqualTo("private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watchbill://schedule/", "watchbill://schedule/a/b", "booking:7", "file:///etc/passwd", ""})
    void aUriThatNoServiceHasIsNotFound(String uri) {
        ObjectNode params = Json.object().put("uri", uri);
        Map<String, String> headers = new HashMap<>(member.headers("resources/read", params));
        headers.put("Mcp-Name", uri);
        WireReply reply = member.send(member.message(1, "resources/read", params), headers);

        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.json().at("/error/data/uri").stringValue()).isEqualTo(uri);
        assertThat(schedule.received("resources/read")).isEmpty();
        assertThat(booking.received("resources/read")).isEmpty();
    }

    @Test
    void aScopeThatAPromptLacksIsAskedForWithTheChallenge() {
        WireReply reply = member.send("prompts/get", Json.object().put("name", "lacking"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate"))
                .contains(
                        "error=\"insufficient_scope\", scope=\"schedule:read members:read requests:read requests:write\"");
    }

    @Test
    void promptsMayAskBack() {
        ModernClient asked = member.with("{\"elicitation\": {}}");

        WireReply reply = asked.send("prompts/get", Json.object().put("name", "careful"));

        assertThat(reply.result().path("resultType").stringValue()).isEqualTo("input_required");
        assertThat(reply.result().path("requestState").stringValue()).isEqualTo("sealed state");
        assertThat(reply.result().has("ttlMs")).isFalse();
    }

    @Test
    void aServiceFaultIsNotTheClients() {
        schedule.withPrompt(prompt("broken"), params -> ToolAnswers.error(-32603, "stack trace"));
        schedule.withPrompt(prompt("odd"), params -> ToolAnswers.done("no messages"));

        for (String name : List.of("broken", "odd")) {
            WireReply reply = member.send("prompts/get", Json.object().put("name", name));
            assertThat(reply.errorCode()).isEqualTo(-32603);
            assertThat(reply.body()).doesNotContain("stack trace");
        }
    }

    @Test
    void theClientsFaultIsPassedOnWithoutWhatIsInternal() {
        schedule.withPrompt(
                prompt("strict"), params -> failure(-32602, "{\"field\": \"team\", \"org.watchbill/x\": 1}"));

        WireReply reply = member.send("prompts/get", Json.object().put("name", "strict"));

        assertThat(reply.json().at("/error/data").toString()).isEqualTo("{\"field\":\"team\"}");
    }

    @Test
    void completionAsksTheOwnerAndKeepsToAHundredValues() {
        WireReply reply = complete("{\"type\": \"ref/resource\", \"uri\": \"booking://{id}\"}");

        JsonNode completion = reply.result().path("completion");
        assertThat(completion.path("values").size()).isEqualTo(100);
        assertThat(completion.path("hasMore").booleanValue()).isTrue();
        assertThat(booking.received("completion/complete")
                        .getFirst()
                        .params()
                        .at("/context/arguments/a")
                        .stringValue())
                .isEqualTo("b");
    }

    @Test
    void aServiceWithoutCompletionSuggestsNothing() {
        assertThat(complete("{\"type\": \"ref/prompt\", \"name\": \"hand_over\"}")
                        .result()
                        .path("completion")
                        .toString())
                .isEqualTo("{\"values\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"ref/prompt\", \"name\": \"nobody\"}",
                "{\"type\": \"ref/resource\", \"uri\": \"nobody://x\"}",
                "{\"type\": \"ref/tool\", \"name\": \"x\"}",
                "{}"
            })
    void completionOfWhatIsNotThereIsTheClientsFault(String ref) {
        assertThat(complete(ref).errorCode()).isEqualTo(-32602);
    }

    @Test
    void listsStandAndTheRestWorksWhileAServiceIsDown() {
        List<String> prompts = names(member, "prompts/list", "prompts", "name");
        List<String> resources = names(member, "resources/list", "resources", "uri");
        names(member, "resources/templates/list", "resourceTemplates", "uriTemplate");
        schedule.stop();
        gateway.time().advance(Duration.ofMinutes(2));

        assertThat(names(member, "prompts/list", "prompts", "name")).isEqualTo(prompts);
        assertThat(names(member, "resources/list", "resources", "uri")).isEqualTo(resources);
        assertThat(prompted("book_slot", "{}")).isEqualTo("booking's own");
        WireReply down = member.send("prompts/get", Json.object().put("name", "hand_over"));
        assertThat(down.errorCode()).isEqualTo(-31000);
        assertThat(down.json().at("/error/data").toString())
                .isEqualTo("{\"code\":\"service_unavailable\",\"retryable\":true}");
        assertThat(read("watchbill://schedule/icu")
                        .json()
                        .at("/error/data/retryable")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void whatAServiceNeverListedMayStillBeThere() {
        schedule.stop();

        assertThat(read("watchbill://schedule/icu")
                        .json()
                        .at("/error/data/retryable")
                        .booleanValue())
                .isTrue();
        assertThat(member.send("prompts/get", Json.object().put("name", "careful"))
                        .json()
                        .at("/error/data/retryable")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void handshakeClientsHaveTheSameMethods() {
        var legacy = gateway.legacy().connected();

        assertThat(legacy.send("prompts/list", Json.object())
                        .result()
                        .path("prompts")
                        .size())
                .isEqualTo(4);
        WireReply read = legacy.send("resources/read", Json.object().put("uri", "booking://7"));
        assertThat(read.result().at("/contents/0/text").stringValue()).isEqualTo("seven");
        assertThat(read.result().has("ttlMs")).isFalse();
    }

    private String prompted(String name, String argumentsJson) {
        ObjectNode params = Json.object().put("name", name);
        params.set("arguments", ToolAnswers.json(argumentsJson));
        return member.send("prompts/get", params)
                .result()
                .at("/messages/0/content/text")
                .stringValue();
    }

    private WireReply read(String uri) {
        return member.send("resources/read", Json.object().put("uri", uri));
    }

    private WireReply complete(String refJson) {
        ObjectNode params = ToolAnswers.json(
                "{\"argument\": {\"name\": \"id\", \"value\": \"\"}, \"context\": {\"arguments\": {\"a\": \"b\"}}}");
        params.set("ref", ToolAnswers.json(refJson));
        return member.send("completion/complete", params);
    }

    static List<String> names(ModernClient client, String method, String member, String key) {
        return client.send(method, Json.object())
                .result()
                .path(member)
                .valueStream()
                .map(listed -> listed.path(key).stringValue())
                .toList();
    }

    private static ObjectNode failure(int code, String dataJson) {
        ObjectNode error = ToolAnswers.error(code, "No");
        ((ObjectNode) error.path("error")).set("data", ToolAnswers.json(dataJson));
        return error;
    }

    private static ObjectNode completion(IntStream values) {
        ObjectNode result = Json.object().put("resultType", "complete");
        var listed = result.putObject("completion").putArray("values");
        values.forEach(value -> listed.add("v" + value));
        return ToolAnswers.result(result);
    }

    static ObjectNode prompt(String name) {
        return Json.object().put("name", name).put("description", "A prompt");
    }

    static ObjectNode resource(String uri) {
        return Json.object().put("uri", uri).put("name", "A resource");
    }

    static ObjectNode template(String uriTemplate) {
        return Json.object().put("uriTemplate", uriTemplate).put("name", "A template");
    }

    private static ObjectNode policed(ObjectNode definition, String scope, boolean adminOnly) {
        definition
                .putObject("_meta")
                .putObject("org.watchbill/policy")
                .put("scope", scope)
                .put("admin_only", adminOnly);
        return definition;
    }
}
