package org.watchbill.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.testing.MovableTime;

class SessionsTest {

    private static final Principal ANA = new Principal("ana", "harbor", "client");
    private static final Secret KEY = new Secret("a-session-key-of-at-least-32-characters");

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T12:00:00Z"));
    private final Sessions sessions = new Sessions(KEY, time);
    private final Session session = Session.of(Revision.NOVEMBER_2025, ToolAnswers.json("""
                    {"capabilities": {"elicitation": {"form": {"any": 1}, "other": {}}, "sampling": {}},
                     "clientInfo": {"name": "client", "version": "1", "icons": []}}
                    """), ANA, time.instant());

    @Test
    void opensWhatItSealed() {
        Session opened = sessions.open(sessions.id(session), ANA).orElseThrow();

        assertThat(opened).isEqualTo(session);
        assertThat(opened.capabilities().toString()).isEqualTo("{\"sampling\":{},\"elicitation\":{\"form\":{}}}");
        assertThat(opened.clientInfo().toString()).isEqualTo("{\"name\":\"client\",\"version\":\"1\"}");
    }

    @Test
    void cutsLongNamesBetweenCharacters() {
        String name = "x".repeat(99) + "\uD83D\uDE80".repeat(50);
        Session named = Session.of(
                Revision.NOVEMBER_2025,
                ToolAnswers.json("{\"capabilities\": {}, \"clientInfo\": {\"name\": \"" + name + "\"}}"),
                ANA,
                time.instant());

        assertThat(sessions.open(sessions.id(named), ANA)
                        .orElseThrow()
                        .clientInfo()
                        .path("name")
                        .stringValue())
                .isEqualTo("x".repeat(99) + "\uD83D\uDE80");
    }

    @Test
    void opensForItsPrincipalAlone() {
        String id = sessions.id(session);

        assertThat(sessions.open(id, new Principal("ben", "harbor", "client"))).isEmpty();
        assertThat(sessions.open(id, new Principal("ana", "other", "client"))).isEmpty();
        assertThat(sessions.open(id, new Principal("ana", "harbor", "other"))).isEmpty();
    }

    @Test
    void opensWithItsKeyAlone() {
        String id = sessions.id(session);

        assertThat(new Sessions(KEY, time).open(id, ANA)).contains(session);
        assertThat(new Sessions(new Secret("another-key-of-at-least-32-characters"), time).open(id, ANA))
                .isEmpty();
    }

    @Test
    void endsAfterAWeek() {
        String id = sessions.id(session);
        time.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(sessions.open(id, ANA)).isPresent();
        time.advance(Duration.ofSeconds(1));
        assertThat(sessions.open(id, ANA)).isEmpty();
    }

    @Test
    void noTwoIdsAreAlike() {
        assertThat(sessions.id(session)).isNotEqualTo(sessions.id(session));
    }
}
