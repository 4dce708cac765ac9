package org.watchbill.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

class CatalogueTest {

    private final UpstreamFake booking = new UpstreamFake()
            .with(ToolAnswers.tool("list_bookings", true, "bookings:read", false), params -> ToolAnswers.done("booked"))
            .with(
                    ToolAnswers.tool("get_current_schedule", true, "bookings:read", false),
                    params -> ToolAnswers.done("wrong service"));
    private final RunningGateway gateway = new RunningGateway(
            ToolAnswers.schedule(),
            Map.of("upstreams.z-booking-service.url", booking.url().toString()));
    private final ModernClient member = gateway.member();

    @AfterEach
    void stop() {
        gateway.close();
        booking.close();
    }

    @Test
    void mergesTheServicesInTheOrderOfTheirNames() {
        assertThat(names(gateway.admin()))
                .containsExactly(
                        "get_current_schedule",
                        "submit_coverage_request",
                        "update_note",
                        "approve_request",
                        "list_bookings");
    }

    @Test
    void hidesAdministratorsToolsFromMembersButForwardsTheirCalls() {
        assertThat(names(member)).doesNotContain("approve_request").contains("list_bookings");
        assertThat(member.call("approve_request", "{}").status()).isEqualTo(403);
    }

    @Test
    void ofTwoToolsWithOneNameTheEarlierServicesCounts() {
        assertThat(member.call("get_current_schedule", "{}")
                        .result()
                        .at("/structuredContent/text")
                        .stringValue())
                .isEqualTo("on call: Ana");
        assertThat(booking.calls()).isEmpty();
    }

    @Test
    void asksAgainAfterAMinute() {
        member.send("tools/list", Json.object());
        gateway.schedule()
                .with(ToolAnswers.tool("new_tool", true, "schedule:read", false), params -> ToolAnswers.done("new"));
        gateway.time().advance(Duration.ofSeconds(59));
        assertThat(names(member)).doesNotContain("new_tool");
        gateway.time().advance(Duration.ofSeconds(1));
        assertThat(names(member)).contains("new_tool");
    }

    @Test
    void toolsOfAServiceThatIsDownStayListedAndTheRestWorks() {
        List<String> before = names(member);
        gateway.schedule().stop();
        gateway.time().advance(Duration.ofMinutes(2));

        assertThat(names(member)).isEqualTo(before);
        WireReply down = member.call("get_current_schedule", "{}");
        assertThat(down.result().path("isError").booleanValue()).isTrue();
        assertThat(down.refusal().path("code").stringValue()).isEqualTo("service_unavailable");
        assertThat(down.refusal().path("retryable").booleanValue()).isTrue();
        assertThat(member.call("list_bookings", "{}").result().has("isError")).isFalse();
    }

    @Test
    void aServiceThatWasNeverSeenMayStillHaveTheTool() {
        gateway.schedule().stop();

        assertThat(names(member)).containsExactly("list_bookings", "get_current_schedule");
        assertThat(member.call("update_note", "{}").refusal().path("code").stringValue())
                .isEqualTo("service_unavailable");

        gateway.schedule().startAgain();
        gateway.time().advance(Duration.ofSeconds(5));
        assertThat(member.call("update_note", "{}")
                        .result()
                        .at("/structuredContent/text")
                        .stringValue())
                .isEqualTo("noted");
    }

    private static List<String> names(ModernClient client) {
        return client.send("tools/list", Json.object())
                .result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").stringValue())
                .toList();
    }
}
