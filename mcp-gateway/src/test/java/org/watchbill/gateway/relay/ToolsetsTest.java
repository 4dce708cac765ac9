package org.watchbill.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ?toolsets=} on the URL, and lists in pages. */
class ToolsetsTest {

    private static final int EXTRAS = 110;

    private final UpstreamFake more = more();
    private final RunningGateway gateway = new RunningGateway(
            ToolAnswers.schedule(), Map.of("upstreams.z-more.url", more.url().toString()));

    @AfterEach
    void stop() {
        gateway.close();
        more.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mcp                            | get_current_schedule,submit_coverage_request,update_note",
                "/mcp?toolsets=                  | get_current_schedule,submit_coverage_request,update_note",
                "/mcp?toolsets=booking           | book_slot",
                "/mcp?toolsets=booking,schedule  | get_current_schedule,submit_coverage_request,update_note,book_slot",
                "/mcp?toolsets=booking&toolsets=%20schedule | get_current_schedule,submit_coverage_request,update_note,book_slot"
            })
    void listsTheChosenTools(String path, String tools) {
        assertThat(names(list(gateway.member(path), "")))
                .containsExactly(tools.strip().split(","));
    }

    @Test
    void aToolOutsideTheChoiceIsUnknownThere() {
        ModernClient booking = gateway.member("/mcp?toolsets=booking");

        assertThat(booking.call("book_slot", "{}").result().has("isError")).isFalse();
        assertThat(booking.call("update_note", "{}").errorCode()).isEqualTo(-32602);
        assertThat(gateway.member().call("book_slot", "{}").errorCode()).isEqualTo(-32602);
        assertThat(gateway.schedule().calls()).isEmpty();
        assertThat(more.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp?toolsets=bokking", "/mcp?toolsets=schedule,bokking"})
    void aMisspeltToolsetIsNamedInsteadOfGivingLess(String path) {
        WireReply reply = list(gateway.member(path), "");

        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.json().at("/error/message").stringValue())
                .isEqualTo("Unknown toolset in the URL: bokking. There are: booking, extras, schedule, and all");
        assertThat(gateway.member(path).call("update_note", "{}").errorCode()).isEqualTo(-32602);
    }

    @Test
    void aToolsetOfAServiceThatWasNeverSeenMayComeYet() {
        more.stop();

        assertThat(names(list(gateway.member("/mcp?toolsets=booking,schedule"), "")))
                .containsExactly("get_current_schedule", "submit_coverage_request", "update_note");
    }

    @Test
    void everythingComesInPagesThatAnyReplicaCanGoOnWith() {
        ModernClient all = gateway.member("/mcp?toolsets=all");
        List<String> names = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        try (RunningGateway replica = gateway.replica()) {
            ModernClient other = replica.member("/mcp?toolsets=all");
            do {
                WireReply page = list(pages % 2 == 0 ? all : other, cursor);
                names.addAll(names(page));
                cursor = page.result().path("nextCursor").stringValue("");
                pages++;
            } while (!cursor.isEmpty());
        }

        assertThat(pages).isEqualTo(3);
        assertThat(names).hasSize(3 + 1 + EXTRAS).doesNotHaveDuplicates().startsWith("get_current_schedule");
    }

    @Test
    void handshakeClientsPageTheSameWay() {
        LegacyClient legacy = new LegacyClient(gateway.at("/mcp?toolsets=all"), gateway.memberToken()).connected();

        JsonNode first = legacy.send("tools/list", Json.object()).result();
        JsonNode second = legacy.send(
                        "tools/list",
                        Json.object().put("cursor", first.path("nextCursor").stringValue()))
                .result();

        assertThat(first.path("tools").size()).isEqualTo(50);
        assertThat(second.path("tools").size()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "dG9vbHMgbm9fc3VjaF90b29s", "dG9vbHMgYm9va19zbG90\n", "%00"})
    void aCursorThatWasNeverGivenOutIsRefused(String cursor) {
        ObjectNode params = Json.object().put("cursor", cursor);

        assertThat(gateway.member("/mcp?toolsets=all")
                        .send("tools/list", params)
                        .errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String ofPrompts = Base64.getUrlEncoder().withoutPadding().encodeToString("prompts book_slot".getBytes(UTF_8));

        assertThat(list(gateway.member("/mcp?toolsets=all"), ofPrompts).errorCode())
                .isEqualTo(-32602);
        assertThat(gateway.member()
                        .send("tools/list", Json.object().put("cursor", 5))
                        .errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void theDefaultIsASetting() {
        try (RunningGateway everything = new RunningGateway(
                ToolAnswers.schedule(),
                Map.of("upstreams.z-more.url", more.url().toString(), "toolsets.default", "*"))) {
            assertThat(list(everything.member(), "").result().path("tools").size())
                    .isEqualTo(50);
        }
    }

    private static WireReply list(ModernClient client, String cursor) {
        return client.send(
                "tools/list", cursor.isEmpty() ? Json.object() : Json.object().put("cursor", cursor));
    }

    private static List<String> names(WireReply reply) {
        return reply.result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").stringValue())
                .toList();
    }

    private static UpstreamFake more() {
        UpstreamFake more = new UpstreamFake().inPagesOf(20);
        more.with(tool("book_slot", "booking"), params -> ToolAnswers.done("booked"));
        for (int i = 0; i < EXTRAS; i++) {
            more.with(tool("extra_" + i, "extras"), params -> ToolAnswers.done("done"));
        }
        return more;
    }

    private static ObjectNode tool(String name, String toolset) {
        ObjectNode tool = ToolAnswers.tool(name, false, "bookings:write", false);
        ((ObjectNode) tool.at("/_meta/org.watchbill~1policy")).put("toolset", toolset);
        return tool;
    }
}
