package org.watchbill.gateway.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.kit.config.Secret;

/**
 * What one service offers of one kind, renewed each minute on a thread of its own. While the service is down the last
 * list stands; while it is slow, each renewal keeps its first reader for a moment and nobody else.
 */
final class UpstreamOffers {

    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** How long readers wait for a list when there is an older one, and when there is none. */
    private static final Duration WAIT_WITH_LIST = Duration.ofMillis(800);

    private static final Duration WAIT_WITHOUT = Duration.ofSeconds(5);

    /** A renewal under way. */
    static final class Renewal {

        private final CountDownLatch done = new CountDownLatch(1);
        private final long waitUntil;

        private Renewal(Duration patience) {
            this.waitUntil = System.nanoTime() + patience.toNanos();
        }

        /** False when it is still under way after all the time that readers wait for it. */
        boolean await() throws InterruptedException {
            return done.await(waitUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private final ListReader reader;
    private final InstantSource time;
    private final AtomicReference<@Nullable Renewal> running = new AtomicReference<>();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile Listing listing = Listing.NONE;

    UpstreamOffers(Upstream upstream, Kind kind, InstantSource time) {
        this.reader = new ListReader(upstream, kind);
        this.time = time;
    }

    Listing listing() {
        return listing;
    }

    /** Begins a renewal when one is due. What this reader should wait for, if anything. */
    Optional<Renewal> renewal(Secret token) {
        Listing current = listing;
        if (isFresh()) {
            return Optional.empty();
        }
        Renewal mine = new Renewal(current.known() ? WAIT_WITH_LIST : WAIT_WITHOUT);
        Renewal other = running.compareAndExchange(null, mine);
        if (other == null) {
            Thread.ofVirtual().name("list-renewal").start(() -> run(mine, token));
        }
        if (current.known() && (other != null || current.failing())) {
            return Optional.empty();
        }
        return Optional.of(other == null ? mine : other);
    }

    /** The list has changed: whoever reads it next gets the new one. */
    void expire() {
        changes.incrementAndGet();
        listing = listing.expired();
    }

    private boolean isFresh() {
        return time.instant().isBefore(listing.renewAt());
    }

    private void run(Renewal renewal, Secret token) {
        try {
            if (!isFresh()) {
                renew(token);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(null);
            renewal.done.countDown();
        }
    }

    private void renew(Secret token) throws InterruptedException {
        int before = changes.get();
        Optional<ListReader.Read> read = reader.read(token, listing.failing());
        Instant now = time.instant();
        Listing next = read.map(found -> new Listing(found.offers(), found.digest(), true, false, now.plus(FRESH)))
                .orElseGet(() -> listing.failed(now.plus(PAUSE)));
        listing = changes.get() == before ? next : next.expired();
    }
}
