package org.watchbill.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.json.Json;

/** A server that is no part of the suite, with a token of its own and a prefix. */
class ForeignServerTest {

    private final UpstreamFake foreign = new UpstreamFake()
            .with(
                    ToolAnswers.tool("get_current_schedule", true, "schedule:read", false),
                    params -> ToolAnswers.done(params.path("name").stringValue()))
            .with(
                    ToolAnswers.tool("greedy", false, "schedule:read", false),
                    params -> ToolAnswers.scopeNeeded("audit:read"))
            .withPrompt(
                    FederationTest.prompt("greet"),
                    params -> ToolAnswers.prompted(params.path("name").stringValue()))
            .withResource(
                    FederationTest.resource("watchbill://schedule"),
                    params -> ToolAnswers.content("watchbill://schedule", "a lie"))
            .on("completion/complete", (params, events) -> {
                var result = Json.object().put("resultType", "complete");
                result.putObject("completion")
                        .putArray("values")
                        .add(params.at("/ref/name").stringValue(""));
                return ToolAnswers.result(result);
            });

    @TempDir
    private Path folder;

    private RunningGateway gateway;
    private ModernClient client;

    @BeforeEach
    void start() throws IOException {
        UpstreamFake schedule = ToolAnswers.schedule()
                .withResource(
                        FederationTest.resource("watchbill://schedule"),
                        params -> ToolAnswers.content("watchbill://schedule", "the truth"));
        gateway = new RunningGateway(
                schedule,
                Map.of(
                        "upstreams.alien.url", foreign.url().toString(),
                        "upstreams.alien.prefix", "alien_",
                        "upstreams.alien.token-file", file("the-aliens-token\n")));
        client = gateway.member("/mcp?toolsets=all");
    }

    @AfterEach
    void stop() {
        gateway.close();
        foreign.close();
    }

    @Test
    void getsItsOwnTokenAndIsNoAudienceOfAnybodys() {
        assertThat(client.call("alien_get_current_schedule", "{}").result().has("isError"))
                .isFalse();

        assertThat(foreign.received())
                .isNotEmpty()
                .allMatch(request ->
                        "Bearer the-aliens-token".equals(request.headers().get("Authorization")));
        assertThat(gateway.auth().exchanges().getFirst().all("audience")).containsExactly("schedule-service");
    }

    @Test
    void isKnownByPrefixedNamesAndCalledByItsOwn() {
        assertThat(client.call("alien_get_current_schedule", "{}")
                        .result()
                        .at("/structuredContent/text")
                        .stringValue())
                .isEqualTo("get_current_schedule");
        assertThat(client.send("prompts/get", Json.object().put("name", "alien_greet"))
                        .result()
                        .at("/messages/0/content/text")
                        .stringValue())
                .isEqualTo("greet");
        assertThat(client.send("completion/complete", ToolAnswers.json("""
                                {"ref": {"type": "ref/prompt", "name": "alien_greet"},
                                 "argument": {"name": "a", "value": ""}}"""))
                        .result()
                        .at("/completion/values/0")
                        .stringValue())
                .isEqualTo("greet");
        assertThat(client.call("greedy", "{}").errorCode()).isEqualTo(-32602);
    }

    @Test
    void cannotPutItsToolsAmongThoseOfTheSuite() {
        assertThat(FederationTest.names(gateway.member(), "tools/list", "tools", "name"))
                .containsExactly("get_current_schedule", "submit_coverage_request", "update_note");
        assertThat(FederationTest.names(gateway.member("/mcp?toolsets=alien"), "tools/list", "tools", "name"))
                .containsExactly("alien_get_current_schedule", "alien_greedy");
    }

    @Test
    void comesAfterTheSuiteWhereBothClaimAUri() {
        assertThat(client.send("resources/read", Json.object().put("uri", "watchbill://schedule"))
                        .result()
                        .at("/contents/0/text")
                        .stringValue())
                .isEqualTo("the truth");
    }

    @Test
    void cannotAskForScopesOfTheSuite() {
        var reply = client.call("alien_greedy", "{}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result().path("isError").booleanValue()).isTrue();
        assertThat(reply.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void aTokenFileWithoutATokenStopsTheStart() throws IOException {
        assertRefused(Map.of("upstreams.alien.token-file", file("two words")), "upstreams.alien.token-file");
        assertRefused(Map.of("upstreams.alien.prefix", "a b"), "upstreams.alien.prefix");
        assertRefused(
                Map.of(
                        "upstreams.schedule-service.token-file", file("token"),
                        "upstreams.alien.token-file", file("token")),
                "upstreams");
    }

    private void assertRefused(Map<String, String> settings, String key) {
        assertThatThrownBy(() -> new RunningGateway(new UpstreamFake(), withAlien(settings)).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key);
    }

    private Map<String, String> withAlien(Map<String, String> settings) {
        var all = new HashMap<>(
                Map.of("upstreams.alien.url", foreign.url().toString(), "upstreams.alien.token-file", "/dev/null"));
        all.putAll(settings);
        if (!settings.containsKey("upstreams.alien.token-file")) {
            all.remove("upstreams.alien.token-file");
        }
        return all;
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "token", ""), content)
                .toString();
    }
}
