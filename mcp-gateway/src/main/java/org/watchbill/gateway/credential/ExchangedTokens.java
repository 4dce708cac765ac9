package org.watchbill.gateway.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The internal tokens got so far, by the digest of the client's credential. One is renewed after 60 s, so that a revocation
 * bites by then; while auth-service is down it is used to its own end. An explicit refusal drops it at once.
 */
public final class ExchangedTokens {

    private static final Duration FRESH = Duration.ofSeconds(60);
    /** How long a token is used on after a failed renewal before auth-service is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    private record Held(InternalToken token, Instant renewAt) {}

    private final Function<Credential, ExchangeAnswer> exchange;
    private final InstantSource time;
    private final ConcurrentHashMap<String, CompletableFuture<ExchangeAnswer>> flights = new ConcurrentHashMap<>();
    private final Map<String, Held> held = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Entry<String, Held> eldest) {
            return size() > MOST;
        }
    });

    public ExchangedTokens(Function<Credential, ExchangeAnswer> exchange, InstantSource time) {
        this.exchange = exchange;
        this.time = time;
    }

    /** The internal token for {@code credential}; callers with the same credential share one exchange. */
    public ExchangeAnswer of(Credential credential) {
        String key = digest(credential);
        Optional<ExchangeAnswer> fresh = fresh(key);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        CompletableFuture<ExchangeAnswer> mine = new CompletableFuture<>();
        CompletableFuture<ExchangeAnswer> running = flights.putIfAbsent(key, mine);
        if (running != null) {
            return running.join();
        }
        try {
            ExchangeAnswer answer = fresh(key).orElseGet(() -> renew(key, credential));
            mine.complete(answer);
            return answer;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }

    /** Whether {@code credential} was good when it was last looked at. */
    boolean knows(Credential credential) {
        return usable(digest(credential), time.instant()).isPresent();
    }

    private Optional<ExchangeAnswer> fresh(String key) {
        Instant now = time.instant();
        return usable(key, now)
                .filter(entry -> now.isBefore(entry.renewAt()))
                .map(entry -> new ExchangeAnswer.Granted(entry.token()));
    }

    private Optional<Held> usable(String key, Instant now) {
        @Nullable Held entry = held.get(key);
        return Optional.ofNullable(entry)
                .filter(found -> now.isBefore(found.token().expiresAt()));
    }

    private ExchangeAnswer renew(String key, Credential credential) {
        ExchangeAnswer answer = exchange.apply(credential);
        return switch (answer) {
            case ExchangeAnswer.Granted granted -> {
                hold(key, granted.token(), FRESH);
                yield answer;
            }
            case ExchangeAnswer.Refused refused -> {
                held.remove(key);
                yield answer;
            }
            case ExchangeAnswer.Throttled throttled -> oldOr(key, answer);
            case ExchangeAnswer.Unavailable unavailable -> oldOr(key, answer);
        };
    }

    /** What nothing is known about now stays as good as it was. */
    private ExchangeAnswer oldOr(String key, ExchangeAnswer answer) {
        return usable(key, time.instant())
                .<ExchangeAnswer>map(old -> {
                    hold(key, old.token(), PAUSE);
                    return new ExchangeAnswer.Granted(old.token());
                })
                .orElse(answer);
    }

    private void hold(String key, InternalToken token, Duration untilRenewal) {
        held.remove(key);
        held.put(key, new Held(token, time.instant().plus(untilRenewal)));
    }

    private static String digest(Credential credential) {
        String text = credential.kind() + " " + credential.value().reveal();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
