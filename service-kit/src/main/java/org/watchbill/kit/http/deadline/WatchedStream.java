package org.watchbill.kit.http.deadline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** An output stream on which no single write may block for longer than a limit. */
public final class WatchedStream extends FilterOutputStream {

    /** One blocking step of the stream. */
    private interface Step {

        void run() throws IOException;
    }

    private final Watchdog watchdog;
    private final Duration limit;

    public WatchedStream(OutputStream target, Watchdog watchdog, Duration limit) {
        super(target);
        this.watchdog = watchdog;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        watched(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        watched(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        watched(out::flush);
    }

    @Override
    public void close() throws IOException {
        watched(out::close);
    }

    private void watched(Step step) throws IOException {
        Watchdog.Watch watch = watchdog.watch(limit);
        try {
            step.run();
        } finally {
            watch.end();
        }
    }
}
