package org.watchbill.kit.http.outbound;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.spi.DnsResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.outbound.OutboundException.Reason;

/**
 * Calls URLs that outsiders chose, so that nobody reaches the own network through this service (OWASP: server-side
 * request forgery). Only https; the host is resolved once, every address is checked and the connection goes to a checked
 * one; no redirects, no proxies, no connection used twice; size, time and number of calls are bounded.
 */
public final class GuardedClient implements AutoCloseable {

    private static final int MOST_CALLS = 32;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final ScopedValue<InetAddress> CHECKED = ScopedValue.newInstance();

    /**
     * What an answer may cost.
     *
     * @param size in bytes of content
     * @param time from the name's resolution to the last byte
     */
    public record Bounds(int size, Duration time) {}

    /** Any answer, redirects and errors too; header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        /** The content type without its parameters, in lower case; empty when there is none. */
        public String contentType() {
            return headers.getOrDefault("content-type", "")
                    .split(";", 2)[0]
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** Gives the address that was checked for the call under way, and asks no name server. */
    private static final class Pinned implements DnsResolver {

        @Override
        public InetAddress resolveAddress(String hostname, DnsAddressLookup lookup) {
            return CHECKED.get();
        }
    }

    private final CheckedAddresses addresses;
    private final Http1Client client;
    private final Semaphore permits = new Semaphore(MOST_CALLS);

    GuardedClient(CheckedAddresses addresses, SSLContext trust) {
        this.addresses = addresses;
        this.client = Http1Client.builder()
                .proxy(Proxy.noProxy())
                .dnsResolver(new Pinned())
                .tls(Tls.builder().sslContext(trust).build())
                .keepAlive(false)
                .shareConnectionCache(false)
                .followRedirects(false)
                .sendExpectContinue(false)
                .servicesDiscoverServices(false)
                .connectTimeout(CONNECT_TIMEOUT)
                .socketOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build())
                .build();
    }

    /** Reads {@code outbound.allowed-networks} and {@code outbound.trust-file}. */
    public static GuardedClient of(Settings settings) {
        return new GuardedClient(CheckedAddresses.of(settings), TrustedAuthorities.of(settings));
    }

    /** Throws {@link OutboundException} when there is no whole answer within the bounds. */
    public Answer get(URI uri, Map<String, String> headers, Bounds bounds) {
        return within(bounds, () -> call(Method.GET, uri, headers, new byte[0], bounds));
    }

    /** Like {@link #get}; {@code headers} name the content type. */
    public Answer post(URI uri, Map<String, String> headers, byte[] body, Bounds bounds) {
        return within(bounds, () -> call(Method.POST, uri, headers, body, bounds));
    }

    @Override
    public void close() {
        client.closeResource();
    }

    /** A call that takes too long is interrupted, which closes its socket. */
    private Answer within(Bounds bounds, ScopedValue.CallableOp<Answer, InterruptedException> call) {
        FutureTask<Answer> task = new FutureTask<>(() -> permitted(call));
        Thread.ofVirtual().name("outbound").start(task);
        try {
            return task.get(bounds.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new OutboundException(
                    Reason.TOO_SLOW, "No whole answer within " + bounds.time().toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundException(Reason.UNREACHABLE, "Interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutboundException known) {
                throw known;
            }
            throw new OutboundException(Reason.UNREACHABLE, "The host gave no answer", e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private Answer permitted(ScopedValue.CallableOp<Answer, InterruptedException> call) throws InterruptedException {
        permits.acquire();
        try {
            return call.call();
        } finally {
            permits.release();
        }
    }

    /** Tries one address after the other for as long as nothing was sent. */
    private Answer call(Method method, URI uri, Map<String, String> headers, byte[] body, Bounds bounds) {
        OutboundException last = new OutboundException(Reason.UNREACHABLE, "The host has no address");
        for (InetAddress address : addresses.of(uri)) {
            try {
                return ScopedValue.where(CHECKED, address).call(() -> send(method, uri, headers, body, bounds));
            } catch (RuntimeException | IOException e) {
                last = failure(e);
                if (!neverConnected(e)) {
                    throw last;
                }
            }
        }
        throw last;
    }

    private Answer send(Method method, URI uri, Map<String, String> headers, byte[] body, Bounds bounds)
            throws IOException {
        Http1ClientRequest request = client.method(method)
                .uri(uri)
                .header(HeaderNames.USER_AGENT, "watchbill")
                .readTimeout(bounds.time());
        headers.forEach((name, value) -> request.header(HeaderNames.create(name), value));
        try (HttpClientResponse response = method.equals(Method.POST) ? request.submit(body) : request.request()) {
            Map<String, String> answered = new TreeMap<>();
            for (Header header : response.headers()) {
                answered.put(header.name().toLowerCase(Locale.ROOT), String.join(", ", header.allValues()));
            }
            return new Answer(response.status().code(), Map.copyOf(answered), content(response, bounds.size()));
        }
    }

    private static byte[] content(HttpClientResponse response, int most) throws IOException {
        if (!response.entity().hasEntity()) {
            return new byte[0];
        }
        try (InputStream stream = response.inputStream()) {
            byte[] content = stream.readNBytes(most + 1);
            if (content.length > most) {
                throw new OutboundException(Reason.TOO_LARGE, "The answer is larger than " + most + " bytes");
            }
            return content;
        }
    }

    private static OutboundException failure(Exception e) {
        return e instanceof OutboundException known
                ? known
                : new OutboundException(Reason.UNREACHABLE, "The host gave no answer", e);
    }

    private static boolean neverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || (cause instanceof SocketTimeoutException timeout
                            && String.valueOf(timeout.getMessage()).startsWith("Connect"))) {
                return true;
            }
        }
        return false;
    }
}
