package org.watchbill.auth.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged while it is open: our own loggers at every level, those of libraries from INFO on. */
public final class LogCapture extends Handler implements AutoCloseable {

    private final Logger all = Logger.getLogger("");
    private final Logger own = Logger.getLogger("org.watchbill");
    private final List<Level> before;
    private final StringBuilder text = new StringBuilder();

    public LogCapture() {
        before = Arrays.asList(all.getLevel(), own.getLevel());
        setLevel(Level.ALL);
        all.setLevel(Level.INFO);
        own.setLevel(Level.ALL);
        all.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord event) {
        StringWriter line = new StringWriter();
        line.append(event.getLoggerName()).append(' ').append(event.getMessage());
        line.append(' ').append(Arrays.deepToString(event.getParameters()));
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        text.append(line).append('\n');
    }

    public synchronized String text() {
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        all.removeHandler(this);
        all.setLevel(before.getFirst());
        own.setLevel(before.getLast());
    }
}
