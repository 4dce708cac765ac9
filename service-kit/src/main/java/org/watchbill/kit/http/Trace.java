package org.watchbill.kit.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's place in a distributed trace (W3C Trace Context): the trace it belongs to and this hop's own span.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits
 */
public record Trace(String traceId, String spanId, boolean sampled) {

    static final HeaderName HEADER = HeaderNames.create("traceparent");

    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

    /** A new trace. */
    public static Trace start() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Trace(digits(random.nextLong()) + newSpan(), newSpan(), false);
    }

    /** A new span in the trace of {@code traceparent}, or a new trace when that is malformed. */
    public static Trace join(String traceparent) {
        Matcher matcher = FORM.matcher(traceparent);
        return matcher.matches()
                ? new Trace(matcher.group(1), newSpan(), (Integer.parseInt(matcher.group(2), 16) & 1) == 1)
                : start();
    }

    /** The trace of a request to a {@link HttpServer}. */
    public static Trace of(ServerRequest request) {
        return request.context().get(Trace.class).orElseGet(Trace::start);
    }

    /** The header value for calls made on behalf of this hop. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + (sampled ? "01" : "00");
    }

    /** Ready-made headers for {@link BackendClient}. */
    public Map<String, String> headers() {
        return Map.of("traceparent", traceparent());
    }

    private static String newSpan() {
        long id = ThreadLocalRandom.current().nextLong();
        return digits(id == 0 ? 1 : id);
    }

    private static String digits(long number) {
        return HexFormat.of().toHexDigits(number);
    }
}
