package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.McpStream;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every kind of message against the specification's own schema of revision 2026-07-28. */
class SchemaConformanceTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final ObjectNode DEFINITIONS = (ObjectNode) resource();

    private static EntryServer server;
    private static McpCalls calls;

    @BeforeAll
    static void start() {
        server = EntryServer.start(TestDatabase.H2);
        calls = server.as(TestTokens.admin()).withElicitation();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void resultsConform() {
        conforms("DiscoverResultResponse", calls.discover());
        conforms("ListToolsResultResponse", calls.list());
        conforms("CallToolResultResponse", calls.call("find_entries", Map.of()));
        conforms("CallToolResultResponse", calls.call("find_entries", Map.of("limit", 0)));
        conforms("CallToolResultResponse", calls.call("add_entry", Map.of("title", "Linen")));
    }

    @Test
    void promptsResourcesAndCompletionsConform() {
        conforms("ListPromptsResultResponse", calls.send("prompts/list", Json.object()));
        conforms("GetPromptResultResponse", calls.prompt("sort_entries", Map.of("order", "title")));
        conforms("ListResourcesResultResponse", calls.send("resources/list", Json.object()));
        conforms("ListResourceTemplatesResultResponse", calls.send("resources/templates/list", Json.object()));
        conforms("ReadResourceResultResponse", calls.read("entry://all"));
        conforms("CompleteResultResponse", calls.complete("sort_entries", "order", "", Map.of()));
        conforms("CompleteResultResponse", calls.complete("entry://titled/{title}", "title", "", Map.of()));
        conforms("JSONRPCErrorResponse", calls.read("entry://nothing"));
        conforms("JSONRPCErrorResponse", calls.read("entry://refused"));
        conforms("JSONRPCErrorResponse", calls.prompt("sort_entries", Map.of()));
    }

    @Test
    void whatAStreamSaysConforms() {
        try (EntryServer own = EntryServer.start(TestDatabase.H2);
                McpStream stream = own.as(TestTokens.admin()).listen(List.of("entry://all"))) {
            assertThat(errors("SubscriptionsAcknowledgedNotification", stream.next()))
                    .isEmpty();
            own.as(TestTokens.admin()).call("touch_entry", Map.of("title", "Towels"));
            assertThat(errors("ResourceUpdatedNotification", stream.next())).isEmpty();
            own.stop();
            assertThat(errors("SubscriptionsListenResultResponse", stream.next()))
                    .isEmpty();
        }
    }

    @Test
    void theQuestionConforms() {
        McpReply asked = calls.call("add_entry", Map.of("title", "Linen"));

        assertThat(errors("InputRequiredResult", asked.result())).isEmpty();
        assertThat(errors("ElicitRequest", asked.result().at("/inputRequests/confirm")))
                .isEmpty();
    }

    @Test
    void errorsConform() {
        ObjectNode wrongVersion = Json.object();
        conforms("JSONRPCErrorResponse", calls.send("no/such/method", Json.object()));
        conforms("JSONRPCErrorResponse", calls.send("tools/list", wrongVersion.put("cursor", "x")));
        conforms("HeaderMismatchError", calls.post(Map.of(), Json.bytes(calls.request("tools/list", Json.object()))));
        conforms("JSONRPCErrorResponse", calls.post(Map.of(), new byte[] {'['}));
        ObjectNode later = calls.request("tools/list", Json.object());
        later.withObject("/params/_meta").put("io.modelcontextprotocol/protocolVersion", "2030-01-01");
        conforms("UnsupportedProtocolVersionError", calls.post(Map.of(), Json.bytes(later)));
    }

    @Test
    void everyResultNamesTheServer() {
        List<McpReply> replies = List.of(
                calls.discover(),
                calls.list(),
                calls.call("find_entries", Map.of()),
                calls.call("find_entries", Map.of("limit", 0)),
                calls.call("add_entry", Map.of("title", "Linen")));

        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.result()
                                .at("/_meta/io.modelcontextprotocol~1serverInfo/name")
                                .stringValue())
                        .isEqualTo("ledger-service"));
    }

    @Test
    void outputsConformToTheSchemasOfTheirTools() {
        JsonNode tools = calls.list().result().path("tools");
        JsonNode found = calls.call("find_entries", Map.of("kind", "plain")).value();
        JsonNode added = calls.call("touch_entry", Map.of("title", "Towels")).value();

        assertThat(REGISTRY.getSchema(tools.path(2).path("outputSchema")).validate(found))
                .isEmpty();
        assertThat(REGISTRY.getSchema(tools.path(5).path("outputSchema")).validate(added))
                .isEmpty();
        assertThat(added.path("title").stringValue()).isEqualTo("Towels");
    }

    private static void conforms(String definition, McpReply reply) {
        assertThat(errors(definition, reply.body())).isEmpty();
    }

    private static List<Error> errors(String definition, JsonNode message) {
        ObjectNode schema = DEFINITIONS.deepCopy().put("$ref", "#/$defs/" + definition);
        return REGISTRY.getSchema(schema).validate(message);
    }

    private static JsonNode resource() {
        try (InputStream in = Objects.requireNonNull(
                SchemaConformanceTest.class.getResourceAsStream("/mcp/2026-07-28/schema.json"))) {
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
