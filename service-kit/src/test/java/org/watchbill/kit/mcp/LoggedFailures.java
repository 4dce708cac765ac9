package org.watchbill.kit.mcp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes the endpoint's log events instead of the console and counts those with an exception. */
final class LoggedFailures extends Handler {

    private final Logger logger = Logger.getLogger("org.watchbill.mcp");
    private final AtomicInteger count = new AtomicInteger();

    LoggedFailures() {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    int count() {
        return count.get();
    }

    @Override
    public void publish(LogRecord event) {
        if (event.getThrown() != null) {
            count.incrementAndGet();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
