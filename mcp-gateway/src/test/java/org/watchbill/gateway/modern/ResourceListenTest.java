package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.FakeChanges;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Updates of resources, from the service that has each. */
@Timeout(60)
class ResourceListenTest {

    private static final String TEAMS = "watchbill://teams";
    private static final String ICU = "watchbill://schedule/icu";

    private final UpstreamFake booking = new UpstreamFake()
            .withResource(
                    Json.object().put("uri", "booking://slots").put("name", "Slots"),
                    params -> ToolAnswers.content("booking://slots", "free"));
    private final UpstreamFake schedule = ToolAnswers.schedule()
            .withResource(
                    Json.object().put("uri", TEAMS).put("name", "Teams"), params -> ToolAnswers.content(TEAMS, "all"))
            .withTemplate(
                    Json.object()
                            .put("uriTemplate", "watchbill://schedule/{team}")
                            .put("name", "Schedule"),
                    params -> ToolAnswers.content(ICU, "Ana"));
    private final FakeChanges changes = FakeChanges.of(schedule, "{\"resources\":{\"subscribe\":true}}");
    private final FakeChanges deaf = FakeChanges.of(booking, "{\"resources\":{}}");
    private final RunningGateway gateway = new RunningGateway(
            schedule, Map.of("upstreams.z-booking-service.url", booking.url().toString()));
    private final ModernClient client = gateway.member();

    @AfterEach
    void stop() {
        gateway.close();
        booking.close();
    }

    @Test
    void honoursWhatAServiceWillTellAndAsksEachForItsOwn() throws InterruptedException {
        try (EventReader stream = listen(TEAMS, "booking://slots", ICU, "nobody://has-it")) {
            assertThat(stream.next().at("/params/notifications").toString())
                    .isEqualTo("{\"resourceSubscriptions\":[\"" + TEAMS + "\",\"" + ICU + "\"]}");
            assertThat(schedule.received("subscriptions/listen")
                            .getFirst()
                            .params()
                            .at("/notifications/resourceSubscriptions")
                            .valueStream()
                            .map(uri -> uri.stringValue()))
                    .containsExactlyInAnyOrder(TEAMS, ICU);
            deaf.awaitStreams(0);
        }
    }

    @Test
    void tellsOfTheUpdatesThatWereAskedFor() {
        try (EventReader stream = listen(ICU)) {
            stream.next();
            changes.tell("notifications/resources/updated", "{\"uri\":\"" + TEAMS + "\"}");
            changes.tell("notifications/resources/updated", "{\"uri\":\"watchbill://schedule/icu-2\"}");
            changes.tell("notifications/resources/list_changed", "{}");
            changes.tell("notifications/resources/updated", "{\"uri\":\"" + ICU + "\",\"x\":1}");

            assertThat(stream.next().toString()).isEqualTo(updated(ICU));
        }
    }

    @Test
    void afterAGapEveryResourceCountsAsUpdated() throws InterruptedException {
        try (EventReader stream = listen(ICU, TEAMS)) {
            stream.next();
            changes.awaitStreams(1);
            changes.endAll();

            assertThat(List.of(stream.next().toString(), stream.next().toString()))
                    .containsExactlyInAnyOrder(updated(ICU), updated(TEAMS));
        }
    }

    @Test
    void aServiceThatIsAwayIsBelievedToComeBack() {
        client.send("resources/list", Json.object());
        client.send("resources/templates/list", Json.object());
        schedule.stop();

        try (EventReader stream = listen(ICU)) {
            assertThat(stream.next().at("/params/notifications").toString())
                    .isEqualTo("{\"resourceSubscriptions\":[\"" + ICU + "\"]}");
        }
    }

    private EventReader listen(String... uris) {
        ObjectNode params = Json.object();
        for (String uri : uris) {
            params.withObjectProperty("notifications")
                    .withArrayProperty("resourceSubscriptions")
                    .add(uri);
        }
        return client.open(client.message(7, "subscriptions/listen", params));
    }

    private static String updated(String uri) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"" + uri
                + "\",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}";
    }
}
