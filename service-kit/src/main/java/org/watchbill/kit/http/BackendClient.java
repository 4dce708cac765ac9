package org.watchbill.kit.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A client of one back-end service: one connection cache, explicit time-outs, no redirects, bounded concurrency. */
public final class BackendClient implements AutoCloseable {

    /** An answer read to its end; header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    private BackendClient() {}

    public static BackendClient of(URI base, Duration readTimeout) {
        throw new UnsupportedOperationException(base + " " + readTimeout);
    }

    /** Throws {@link BackendException}, which tells whether anything was sent. */
    public Answer post(String path, Map<String, String> headers, byte[] body) {
        throw new UnsupportedOperationException(path + headers + body.length);
    }

    public Answer get(String path, Map<String, String> headers) {
        throw new UnsupportedOperationException(path + headers);
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
