package org.watchbill.kit.http.deadline;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives the headers of a request a deadline from its first line on; the idle time-out guards that line itself. */
public final class HeaderDeadline implements Http1ConnectionListener {

    private final Watchdog watchdog;
    private final Duration limit;
    private final Map<Thread, Watchdog.Watch> reading = new ConcurrentHashMap<>();

    public HeaderDeadline(Watchdog watchdog, Duration limit) {
        this.watchdog = watchdog;
        this.limit = limit;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        Thread reader = Thread.currentThread();
        reading.put(reader, watchdog.watch(limit, () -> reading.remove(reader)));
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        Watchdog.Watch watch = reading.remove(Thread.currentThread());
        if (watch != null) {
            watch.end();
        }
    }
}
