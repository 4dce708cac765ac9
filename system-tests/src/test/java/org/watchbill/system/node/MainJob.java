package org.watchbill.system.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** What a client printed that looked at the schedule of a day and asked for cover. */
record MainJob(JsonNode seen) {

    /** How often the person is asked for consent: once more when a request needs a right to write. */
    static final int TO_READ_THEN_TO_WRITE = 2;

    static final int AT_ONCE = 1;
    static final int NEVER = 0;

    MainJob assertDone(LocalDate day, int consents) {
        assertThat(seen.path("tools").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "get_current_schedule",
                        "get_my_shifts",
                        "get_pending_requests",
                        "get_team_members",
                        "submit_coverage_request");
        assertThat(seen.path("schedule").toString()).contains("Ana Ruiz", "TypeScript duty", day + "T08:00");
        assertThat(seen.path("questions").valueStream().map(JsonNode::asString))
                .hasSize(1)
                .allSatisfy(question -> assertThat(question).contains("TypeScript duty"));
        assertThat(seen.path("coverageError").asBoolean()).isFalse();
        assertThat(seen.path("coverage").toString()).contains("Ana Ruiz").contains("\"open\"");
        assertThat(seen.path("consents").asInt()).isEqualTo(consents);
        return this;
    }

    MainJob assertRevision(String revision) {
        assertThat(seen.path("era").asString()).isEqualTo(revision);
        return this;
    }

    MainJob assertClient(String id) {
        assertThat(seen.path("client").asString()).isEqualTo(id);
        return this;
    }

    /** After its access token had ended it refreshed, and nobody was asked again. */
    MainJob assertRefreshed() {
        JsonNode later = seen.path("later");
        assertThat(later.path("worked").asBoolean()).isTrue();
        assertThat(later.path("refreshes").asInt()).isEqualTo(1);
        assertThat(later.path("consents").asInt())
                .isEqualTo(seen.path("consents").asInt());
        return this;
    }
}
