package org.watchbill.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What services list is taken within bounds. */
class BoundsTest {

    private final UpstreamFake odd = new UpstreamFake();

    @Test
    void leavesOutWhatIsNotWellFormedAndKeepsTheRest() {
        odd.with(tool("fine"), params -> ToolAnswers.done("fine"));
        for (String name : List.of("", "with space", "line\nbreak", "ünicode", "x".repeat(129))) {
            odd.with(tool(name), params -> ToolAnswers.done("odd"));
        }
        odd.with(Json.object().put("name", "no_schema"), params -> ToolAnswers.done("odd"));
        odd.with(tool("large").put("description", "x".repeat(70_000)), params -> ToolAnswers.done("odd"));

        assertThat(listed("tools/list", "tools", "name")).containsExactly("fine");
    }

    @Test
    void leavesOutAddressesThatAreNone() {
        odd.withResource(named("uri", "a://fine"), params -> ToolAnswers.content("a://fine", "fine"));
        for (String uri : List.of("", "relative/path", "a://with space", "a://" + "x".repeat(2100))) {
            odd.withResource(named("uri", uri), params -> ToolAnswers.content("a://odd", "odd"));
        }
        odd.withResource(Json.object().put("uri", "a://nameless"), params -> ToolAnswers.content("a://odd", "odd"));
        odd.withTemplate(named("uriTemplate", "a://{id}"), params -> ToolAnswers.content("a://1", "one"));
        for (String template : List.of("{+everything}", "a://{", "no scheme {x}")) {
            odd.withTemplate(named("uriTemplate", template), params -> ToolAnswers.content("a://odd", "odd"));
        }

        assertThat(listed("resources/list", "resources", "uri")).containsExactly("a://fine");
        assertThat(listed("resources/templates/list", "resourceTemplates", "uriTemplate"))
                .containsExactly("a://{id}");
    }

    @Test
    void readsAListThatNeverEndsToABoundedLength() {
        odd.on("tools/list", (params, events) -> {
            int page = Integer.parseInt(params.path("cursor").stringValue("0"));
            ObjectNode result = Json.object().put("nextCursor", String.valueOf(page + 1));
            var tools = result.putArray("tools");
            for (int i = 0; i < 100; i++) {
                tools.add(tool("t" + page + "_" + i));
            }
            return ToolAnswers.result(result);
        });
        odd.on("prompts/list", (params, events) -> {
            ObjectNode result = Json.object().put("nextCursor", "again");
            result.putArray("prompts");
            return ToolAnswers.result(result);
        });

        assertThat(listed("tools/list", "tools", "name")).hasSize(50);
        assertThat(odd.received("tools/list")).hasSizeLessThanOrEqualTo(11);
        assertThat(listed("prompts/list", "prompts", "name")).isEmpty();
        assertThat(odd.received("prompts/list")).hasSize(100);
    }

    private List<String> listed(String method, String member, String key) {
        try (RunningGateway gateway = new RunningGateway(odd, Map.of("toolsets.default", "*"))) {
            return gateway.member()
                    .send(method, Json.object())
                    .result()
                    .path(member)
                    .valueStream()
                    .map(listed -> listed.path(key).stringValue())
                    .toList();
        } finally {
            odd.startAgain();
        }
    }

    private static ObjectNode named(String key, String value) {
        return Json.object().put(key, value).put("name", "Something");
    }

    private static ObjectNode tool(String name) {
        ObjectNode tool = Json.object().put("name", name).put("description", "Does what it says");
        tool.putObject("inputSchema").put("type", "object");
        return tool;
    }
}
