package org.watchbill.kit.run;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes events, one line each: a constant message, then named values. Never give it tokens, passwords or people's text. */
public final class EventLog {

    private final Logger logger;

    private EventLog(Logger logger) {
        this.logger = logger;
    }

    public static EventLog named(String name) {
        return new EventLog(Logger.getLogger(name));
    }

    public void info(String message, Field... fields) {
        log(Level.INFO, message, null, fields);
    }

    public void warning(String message, Field... fields) {
        log(Level.WARNING, message, null, fields);
    }

    public void error(String message, Throwable cause, Field... fields) {
        log(Level.SEVERE, message, cause, fields);
    }

    private void log(Level level, String message, @Nullable Throwable cause, Field... fields) {
        if (!logger.isLoggable(level)) {
            return;
        }
        StringBuilder text = new StringBuilder(message);
        for (int i = 0; i < fields.length; i++) {
            text.append(" {").append(i).append('}');
        }
        LogRecord event = new LogRecord(level, text.toString());
        event.setLoggerName(logger.getName());
        event.setParameters(fields);
        event.setThrown(cause);
        logger.log(event);
    }
}
