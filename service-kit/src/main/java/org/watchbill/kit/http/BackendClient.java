package org.watchbill.kit.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.ClientResponseHeaders;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A client of one back-end service: one connection cache, explicit time-outs, no redirects, bounded concurrency. A call
 * ends early when its virtual thread is interrupted.
 */
public final class BackendClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_CALLS = 128;
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    /** An answer whose content is read as it comes; close it, also before its end. */
    public static final class Opened implements AutoCloseable {

        private final HttpClientResponse response;
        private final Runnable release;

        private Opened(HttpClientResponse response, Runnable release) {
            this.response = response;
            this.release = release;
        }

        public int status() {
            return response.status().code();
        }

        /** The content type without its parameters, in lower case; empty when there is none. */
        public String contentType() {
            return response.headers()
                    .first(HeaderNames.CONTENT_TYPE)
                    .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                    .orElse("");
        }

        /** Fails with an {@link IOException} when nothing comes for as long as the client's read time-out. */
        public InputStream content() {
            return response.entity().hasEntity()
                    ? new BackendStream(response.inputStream())
                    : InputStream.nullInputStream();
        }

        /** Drops the connection unless the content was read to its end. */
        @Override
        public void close() {
            try {
                response.close();
            } finally {
                release.run();
            }
        }
    }

    /** An answer read to its end; header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    private final URI base;
    private final Duration readTimeout;
    private final Http1Client client;
    private final Semaphore permits;

    private BackendClient(URI base, Duration readTimeout, int mostCalls) {
        this.base = base;
        this.permits = new Semaphore(mostCalls);
        this.readTimeout = readTimeout;
        this.client = Http1Client.builder()
                .proxy(Proxy.noProxy())
                .shareConnectionCache(false)
                .connectionCacheSize(MOST_CALLS)
                .followRedirects(false)
                .proxy(Proxy.noProxy())
                .sendExpectContinue(false)
                .servicesDiscoverServices(false)
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(readTimeout)
                .socketOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .readTimeout(readTimeout)
                        .build())
                .build();
    }

    public static BackendClient of(URI base, Duration readTimeout) {
        return of(base, readTimeout, MOST_CALLS);
    }

    /** {@code mostCalls} at the same time; more wait for as long as {@code readTimeout}. */
    public static BackendClient of(URI base, Duration readTimeout, int mostCalls) {
        return new BackendClient(base, readTimeout, mostCalls);
    }

    /** Like {@link #post}, for answers that come bit by bit; the call lasts until it is closed. */
    public Opened open(String path, Map<String, String> headers, byte[] body) {
        acquire();
        boolean opened = false;
        try {
            Opened answer = new Opened(request(Method.POST, path, headers).submit(body), permits::release);
            opened = true;
            return answer;
        } catch (RuntimeException e) {
            throw failure(e);
        } finally {
            if (!opened) {
                permits.release();
            }
        }
    }

    /**
     * Posts to {@code path}, which is already encoded and may have a query; as JSON unless {@code headers} name another
     * content type. Throws {@link BackendException}, which tells whether anything was sent.
     */
    public Answer post(String path, Map<String, String> headers, byte[] body) {
        return permitted(() -> call(Method.POST, path, headers, body));
    }

    /** Repeats the call once when its connection broke, as a pooled one may that the service has just closed. */
    public Answer get(String path, Map<String, String> headers) {
        return permitted(() -> {
            try {
                return call(Method.GET, path, headers, new byte[0]);
            } catch (BackendException e) {
                if (e.nothingSent() || isTimeout(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                return call(Method.GET, path, headers, new byte[0]);
            }
        });
    }

    @Override
    public void close() {
        client.closeResource();
    }

    private Answer permitted(Supplier<Answer> call) {
        acquire();
        try {
            return call.get();
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(readTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BackendException("Too many calls to " + base + " wait", true, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("Interrupted before the call to " + base, true, e);
        }
    }

    private Answer call(Method method, String path, Map<String, String> headers, byte[] body) {
        Http1ClientRequest request = request(method, path, headers);
        try (HttpClientResponse response = method.equals(Method.POST) ? request.submit(body) : request.request()) {
            return new Answer(response.status().code(), headers(response.headers()), content(response));
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    private Http1ClientRequest request(Method method, String path, Map<String, String> headers) {
        Http1ClientRequest request = client.method(method).uri(URI.create(base + path));
        if (method.equals(Method.POST)) {
            request.header(HeaderValues.CONTENT_TYPE_JSON);
        }
        headers.forEach((name, value) -> request.header(HeaderNames.create(name), value));
        return request;
    }

    private BackendException failure(Exception e) {
        return new BackendException("No answer from " + base + ": " + reason(e), neverSent(e), e);
    }

    private static byte[] content(HttpClientResponse response) throws IOException {
        if (!response.entity().hasEntity()) {
            return new byte[0];
        }
        try (InputStream stream = response.inputStream()) {
            byte[] content = stream.readNBytes(LARGEST_ANSWER + 1);
            if (content.length > LARGEST_ANSWER) {
                throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
            }
            return content;
        }
    }

    private static Map<String, String> headers(ClientResponseHeaders headers) {
        Map<String, String> copy = new TreeMap<>();
        for (Header header : headers) {
            copy.put(header.name().toLowerCase(Locale.ROOT), String.join(", ", header.allValues()));
        }
        return Map.copyOf(copy);
    }

    private static boolean neverSent(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || (cause instanceof SocketTimeoutException timeout
                            && String.valueOf(timeout.getMessage()).startsWith("Connect"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTimeout(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
