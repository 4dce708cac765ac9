package org.watchbill.kit.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The application log: one JSON object a line on standard output, for everything that logs in the process. */
public final class JsonLog extends Handler {

    private static final int LONGEST_TRACE = 8000;

    /** Libraries that say more than operators want; the loggers are held so that their levels stay. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("io.helidon"), Logger.getLogger("com.zaxxer"), Logger.getLogger("org.flywaydb"));

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    JsonLog() {
        setFormatter(new SimpleFormatter());
    }

    /** Makes this the only log of the process. */
    static JsonLog install() {
        LogManager.getLogManager().reset();
        JsonLog log = new JsonLog();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(log);
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        return log;
    }

    @Override
    public void publish(LogRecord event) {
        if (isLoggable(event)) {
            write(line(event));
        }
    }

    /** Prints an event when the logging system itself is already shut down. */
    void print(String message) {
        LogRecord event = new LogRecord(Level.INFO, message);
        event.setLoggerName("org.watchbill.run");
        write(line(event));
    }

    String line(LogRecord event) {
        ObjectNode line = Json.object();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().getName());
        line.put("logger", event.getLoggerName());
        line.put("message", message(event));
        if (event.getParameters() != null) {
            for (Object parameter : event.getParameters()) {
                if (parameter instanceof Field field) {
                    line.set(field.name(), Json.tree(field.value()));
                }
            }
        }
        if (event.getThrown() != null) {
            line.put("error", stackTrace(event.getThrown()));
        }
        return Json.text(line);
    }

    private String message(LogRecord event) {
        boolean ours = event.getParameters() instanceof Field[];
        String message = String.valueOf(event.getMessage());
        int values = message.indexOf(" {");
        return ours && values > 0
                ? message.substring(0, values)
                : getFormatter().formatMessage(event);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.getBuffer().length() <= LONGEST_TRACE
                ? text.toString()
                : text.getBuffer().substring(0, LONGEST_TRACE);
    }

    private synchronized void write(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            reportError("Cannot write the log", e, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {
        // every line is written at once
    }

    @Override
    public void close() {
        // standard output stays open until the process ends
    }
}
