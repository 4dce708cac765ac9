package org.watchbill.kit.http;

import java.time.Duration;
import org.watchbill.kit.config.Settings;

/**
 * The bounds of a server.
 *
 * @param body bytes of a request's body
 * @param concurrent requests at the same time, without streams
 * @param headers from a request's first line to the end of its headers
 * @param request reading the body and answering; on streaming paths reading the body
 * @param write one write to a stream
 * @param idle between two requests of a connection, and for the first line
 * @param stop for requests in flight when the server stops
 */
record Limits(
        int body, int concurrent, Duration headers, Duration request, Duration write, Duration idle, Duration stop) {

    static Limits of(Settings settings) {
        return new Limits(
                settings.number("server.max-body", 1024, 64 * 1024 * 1024),
                settings.number("server.max-concurrent", 1, 10_000),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    Limits withRequest(Duration changed) {
        return new Limits(body, concurrent, headers, changed, write, idle, stop);
    }
}
