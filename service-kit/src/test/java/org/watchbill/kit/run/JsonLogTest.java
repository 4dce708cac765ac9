package org.watchbill.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLogTest {

    private final JsonLog log = new JsonLog();

    @Test
    void printsTheFieldsOfAnEventAsMembers() {
        LogRecord event = event("outbox sent {0} {1}", new Field[] {Field.of("events", 3), Field.of("to", "audit")});
        assertThat(log.line(event)).isEqualTo("""
                {"time":"2026-03-08T07:00:00Z","level":"INFO","logger":"org.watchbill.outbox",\
                "message":"outbox sent","events":3,"to":"audit"}""");
    }

    @Test
    void printsEventsOfLibraries() {
        assertThat(log.line(event("pool {0} started", new Object[] {"main"})))
                .contains("\"message\":\"pool main started\"");
        assertThat(log.line(event("50% {done", new Object[] {1}))).contains("\"message\":\"50% {done\"");
    }

    @Test
    void n42KeepsAnEventOnOneLine() {
        LogRecord event = event("said {0}", new Field[] {Field.of("text", "a\n{\"level\":\"fake\"}")});
        event.setThrown(new IllegalStateException("broken\nin two"));
        assertThat(log.line(event).lines()).hasSize(1);
        assertThat(log.line(event)).contains("\"error\":\"java.lang.IllegalStateException: broken\\nin two");
    }

    private static LogRecord event(String message, Object[] parameters) {
        LogRecord event = new LogRecord(Level.INFO, message);
        event.setLoggerName("org.watchbill.outbox");
        event.setInstant(Instant.parse("2026-03-08T07:00:00Z"));
        event.setParameters(parameters);
        return event;
    }
}
