package org.watchbill.gateway.legacy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.session.Revision;
import org.watchbill.gateway.testing.SchemaCheck;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ProjectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11-05 | name description inputSchema x",
                "2025-03-26 | name description inputSchema x annotations",
                "2025-06-18 | name description inputSchema x annotations title outputSchema _meta",
                "2025-11-25 | name description inputSchema x annotations title outputSchema _meta icons"
            })
    void toolsHaveTheMembersOfTheRevision(String revision, String members) {
        JsonNode tool = projected(revision, "tools/list", """
                {"tools": [{"name": "t", "title": "T", "description": "d", "inputSchema": {"type": "object"},
                  "outputSchema": {"type": "object"}, "annotations": {"readOnlyHint": true}, "_meta": {"a": 1},
                  "icons": [{"src": "https://a.test/i.png"}], "execution": {"taskSupport": "optional"}, "x": 1}],
                 "resultType": "complete", "ttlMs": 1, "cacheScope": "private", "nextCursor": "c"}
                """).at("/tools/0");

        assertThat(tool.propertyNames()).containsExactlyInAnyOrder(members.split(" "));
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void resultsLoseWhatOnlyTheStatelessRevisionHas(Revision revision) {
        JsonNode result = projected(revision.text(), "prompts/list", """
                {"prompts": [], "nextCursor": "c", "_meta": {"a": 1},
                 "resultType": "complete", "ttlMs": 1, "cacheScope": "private"}
                """);

        assertThat(result.toString()).isEqualTo("{\"prompts\":[],\"nextCursor\":\"c\",\"_meta\":{\"a\":1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11-05 | integer | false",
                "2025-06-18 | integer | false",
                "2025-06-18 | object  | true",
                "2025-11-25 | array   | false",
                "2025-11-25 | object  | true"
            })
    void outputSchemasAreOfObjectsFromJune2025(String revision, String type, boolean kept) {
        JsonNode result = projected(revision, "tools/list", """
                {"tools": [{"name": "t", "inputSchema": {"type": "object"}, "outputSchema": {"type": "%s"}}]}
                """.formatted(type));

        assertThat(result.at("/tools/0").has("outputSchema")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2024-11-05 | {\"a\":1} | | {\"a\":1}",
                "2025-03-26 | {\"a\":1} | | {\"a\":1}",
                "2025-06-18 | {\"a\":1} | {\"a\":1} | ",
                "2025-11-25 | {\"a\":1} | {\"a\":1} | ",
                "2025-06-18 | [1]       | | [1]",
                "2025-11-25 | 3         | | 3"
            })
    void structuredContentThatCannotGoOutIsText(String revision, String value, String structured, String text) {
        JsonNode result =
                projected(revision, "tools/call", "{\"content\": [], \"structuredContent\": %s}".formatted(value));

        assertThat(result.path("structuredContent").toString()).isEqualTo(structured == null ? "" : structured);
        assertThat(result.at("/content/0/text").stringValue("")).isEqualTo(text == null ? "" : text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11-05 | text | audience priority | text Audio (audio/wav), which this client cannot take"
                        + " | text The rota: watchbill://rota",
                "2025-03-26 | text | audience priority | audio | text The rota: watchbill://rota",
                "2025-06-18 | text | audience priority lastModified | audio | resource_link",
                "2025-11-25 | text | audience priority lastModified | audio | resource_link"
            })
    void contentIsOfTheKindsOfTheRevision(
            String revision, String first, String annotations, String audio, String link) {
        JsonNode content = projected(revision, "tools/call", """
                {"content": [
                  {"type": "text", "text": "a", "_meta": {"a": 1},
                   "annotations": {"audience": ["user"], "priority": 1, "lastModified": "2026-11-20T12:00:00Z"}},
                  {"type": "audio", "data": "AAAA", "mimeType": "audio/wav"},
                  {"type": "resource_link", "uri": "watchbill://rota", "name": "rota", "title": "The rota",
                   "icons": [{"src": "https://a.test/i.png"}]},
                  {"type": "resource", "resource": {"uri": "a://b", "text": "t", "_meta": {"a": 1}}}]}
                """).path("content");

        assertThat(kind(content.get(0))).startsWith(first);
        assertThat(content.at("/0/annotations").propertyNames()).containsExactlyInAnyOrder(annotations.split(" "));
        assertThat(content.get(0).has("_meta")).isEqualTo(revision.compareTo("2025-06-18") >= 0);
        assertThat(kind(content.get(1))).isEqualTo(audio);
        assertThat(kind(content.get(2))).isEqualTo(link);
        assertThat(content.get(2).has("icons")).isEqualTo(revision.equals("2025-11-25"));
        assertThat(content.at("/3/resource").has("_meta")).isEqualTo(revision.compareTo("2025-06-18") >= 0);
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05, text", "2025-03-26, audio"})
    void messagesOfPromptsAreProjectedToo(String revision, String type) {
        JsonNode result = projected(revision, "prompts/get", """
                {"messages": [{"role": "user", "content": {"type": "audio", "data": "AAAA", "mimeType": "audio/wav"}}]}
                """);

        assertThat(result.at("/messages/0/content/type").stringValue()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11-05 | name arguments | name",
                "2025-06-18 | name arguments title _meta | name title",
                "2025-11-25 | name arguments title _meta icons | name title"
            })
    void promptsHaveTheMembersOfTheRevision(String revision, String members, String argument) {
        JsonNode prompt = projected(revision, "prompts/list", """
                {"prompts": [{"name": "p", "title": "P", "_meta": {"a": 1}, "icons": [],
                              "arguments": [{"name": "a", "title": "A"}]}]}
                """).at("/prompts/0");

        assertThat(prompt.propertyNames()).containsExactlyInAnyOrder(members.split(" "));
        assertThat(prompt.at("/arguments/0").propertyNames()).containsExactlyInAnyOrder(argument.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-03-26 | name uri size annotations | name uriTemplate | uri text",
                "2025-06-18 | name uri size annotations title _meta | name uriTemplate title | uri text _meta",
                "2025-11-25 | name uri size annotations title _meta icons | name uriTemplate title icons | uri text _meta"
            })
    void resourcesHaveTheMembersOfTheRevision(String revision, String listed, String template, String contents) {
        JsonNode resources = projected(revision, "resources/list", """
                {"resources": [{"name": "r", "uri": "a://b", "size": 1, "title": "R", "_meta": {"a": 1}, "icons": [],
                                "annotations": {"priority": 1}}]}
                """);
        JsonNode templates = projected(revision, "resources/templates/list", """
                {"resourceTemplates": [{"name": "r", "uriTemplate": "a://{b}", "title": "R", "icons": []}]}
                """);
        JsonNode read = projected(revision, "resources/read", """
                {"contents": [{"uri": "a://b", "text": "t", "_meta": {"a": 1}}], "ttlMs": 1}
                """);

        assertThat(resources.at("/resources/0").propertyNames()).containsExactlyInAnyOrder(listed.split(" "));
        assertThat(templates.at("/resourceTemplates/0").propertyNames()).containsExactlyInAnyOrder(template.split(" "));
        assertThat(read.at("/contents/0").propertyNames()).containsExactlyInAnyOrder(contents.split(" "));
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void aMissingResourceHasItsOwnCode(Revision revision) {
        Projection projection = Projection.to(revision);
        RpcError missing = RpcError.of(-32602, "No such resource", Json.object().put("uri", "a://b"));

        RpcError projected = projection.error("resources/read", missing);
        assertThat(projected.code()).isEqualTo(-32002);
        assertThat(projected.data().orElseThrow().toString()).isEqualTo("{\"uri\":\"a://b\"}");
        assertThat(projection
                        .error("resources/read", RpcError.of(-32602, "uri"))
                        .code())
                .isEqualTo(-32602);
        assertThat(projection.error("tools/call", missing).code()).isEqualTo(-32602);
        assertThat(projection.error("tools/call", RpcError.of(-32021, "no")).code())
                .isEqualTo(-32600);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, invalid_argument, true",
        "2025-03-26, invalid_argument, true",
        "2025-06-18, invalid_argument, true",
        "2025-11-25, invalid_argument, false",
        "2025-06-18, not_found, false"
    })
    void aRefusedArgumentWasAnErrorOfTheProtocol(String revision, String code, boolean error) {
        ObjectNode result =
                (ObjectNode) ToolAnswers.refused(code, Json.object()).path("result");

        Optional<RpcError> fault = Projection.to(revision(revision)).inputFault("tools/call", result);

        assertThat(fault.isPresent()).isEqualTo(error);
        fault.ifPresent(found -> {
            assertThat(found.code()).isEqualTo(-32602);
            assertThat(found.message()).isEqualTo("No");
        });
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05, false", "2025-03-26, true", "2025-11-25, true"})
    void progressSaysWhatItIsAboutFromMarch2025(String revision, boolean kept) {
        ObjectNode projected = Projection.to(revision(revision)).notification(ToolAnswers.json("""
                {"jsonrpc": "2.0", "method": "notifications/progress",
                 "params": {"progressToken": 1, "progress": 1, "message": "half"}}
                """));

        SchemaCheck.of(revision).notification(projected);
        assertThat(projected.path("params").has("message")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11-05 | name version | tools",
                "2025-03-26 | name version | tools completions",
                "2025-06-18 | name version title | tools completions",
                "2025-11-25 | name version title description websiteUrl icons | tools completions"
            })
    void theServerPresentsItselfAsTheRevisionHasIt(String revision, String members, String capabilities) {
        Projection projection = Projection.to(revision(revision));

        assertThat(projection.implementation(ToolAnswers.json("""
                                {"name": "w", "version": "1", "title": "W", "description": "d",
                                 "websiteUrl": "https://a.test", "icons": []}
                                """)).propertyNames())
                .containsExactlyInAnyOrder(members.split(" "));
        assertThat(projection
                        .capabilities(ToolAnswers.json("{\"tools\": {}, \"completions\": {}, \"extensions\": {}}"))
                        .propertyNames())
                .containsExactlyInAnyOrder(capabilities.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2025-06-18 | message requestedSchema | {\"type\":\"string\",\"enum\":[\"a\"],\"enumNames\":[\"A\"]}",
                "2025-11-25 | mode message requestedSchema | {\"type\":\"string\",\"oneOf\":[{\"const\":\"a\",\"title\":\"A\"}]}"
            })
    void formsAreAskedInTheWordsOfTheRevision(String revision, String members, String choice) {
        ObjectNode question = question(
                        revision, "{\"type\": \"string\", \"oneOf\": [{\"const\": \"a\", \"title\": \"A\"}]}")
                .orElseThrow();

        assertThat(question.propertyNames()).containsExactlyInAnyOrder(members.split(" "));
        assertThat(question.at("/requestedSchema/properties/x").toString()).isEqualTo(choice);
    }

    @ParameterizedTest
    @CsvSource({"2025-06-18, false", "2025-11-25, true"})
    void aChoiceOfSeveralCannotBeAskedBeforeNovember2025(String revision, boolean askable) {
        assertThat(question(revision, "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"enum\": [\"a\"]}}")
                        .isPresent())
                .isEqualTo(askable);
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05, 2, text", "2025-06-18, 2, text", "2025-11-25, 1, "})
    void samplingHasOneBlockAMessageBeforeNovember2025(String revision, int messages, String type) {
        ObjectNode projected = Projection.to(revision(revision))
                .question("sampling/createMessage", ToolAnswers.json("""
                        {"maxTokens": 10, "tools": [], "toolChoice": {}, "messages": [{"role": "user", "content": [
                          {"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]}
                        """))
                .orElseThrow();

        assertThat(projected.path("messages").size()).isEqualTo(messages);
        assertThat(projected.at("/messages/0/content/type").stringValue("")).isEqualTo(type == null ? "" : type);
        assertThat(projected.has("tools")).isEqualTo(type == null);
    }

    private static Optional<ObjectNode> question(String revision, String field) {
        return Projection.to(revision(revision)).question("elicitation/create", ToolAnswers.json("""
                {"mode": "form", "message": "?", "requestedSchema": {"type": "object", "properties": {"x": %s}}}
                """.formatted(field)));
    }

    private static ObjectNode projected(String revision, String method, String result) {
        ObjectNode given = ToolAnswers.json(result);
        String before = given.toString();
        ObjectNode projected = Projection.to(revision(revision)).result(method, given);
        assertThat(given.toString()).as("what was given is shared").isEqualTo(before);
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", 1);
        message.set("result", projected);
        SchemaCheck.of(revision).answer(method, message);
        return projected;
    }

    private static String kind(JsonNode block) {
        String type = block.path("type").stringValue();
        return type.equals("text") ? type + " " + block.path("text").stringValue() : type;
    }

    private static Revision revision(String text) {
        return Revision.of(text).orElseThrow();
    }
}
