package org.watchbill.gateway.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Things by name until their lives end, within bounds: when there are too many, the largest go, so that whoever fills the
 * shelf pays for it; of equals those that were written longest ago.
 * To change a thing, take it off and put it back.
 */
final class Shelf {

    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);

    /** Something that takes up room until {@code end}. */
    interface Thing {

        Instant end();

        int entries();

        long bytes();
    }

    private final MemoryState.Bounds bounds;
    private final InstantSource time;
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private int entries;
    private long bytes;
    private Instant nextSweep = Instant.MIN;

    Shelf(MemoryState.Bounds bounds, InstantSource time) {
        this.bounds = bounds;
        this.time = time;
    }

    Optional<Thing> find(String name) {
        @Nullable Thing thing = things.get(name);
        return Optional.ofNullable(thing).filter(this::lives);
    }

    Optional<Thing> takeOff(String name) {
        @Nullable Thing thing = things.remove(name);
        if (thing == null) {
            return Optional.empty();
        }
        entries -= thing.entries();
        bytes -= room(name, thing);
        return Optional.of(thing).filter(this::lives);
    }

    void put(String name, Thing thing) {
        takeOff(name);
        sweep();
        things.put(name, thing);
        entries += thing.entries();
        bytes += room(name, thing);
        while (bytes > bounds.bytes() && things.size() > 1) {
            takeOff(largest(this::room));
        }
        while (entries > bounds.entries() && things.size() > 1) {
            takeOff(largest((other, entry) -> entry.entries()));
        }
    }

    /** The first of those that are largest. */
    private String largest(ToLongBiFunction<String, Thing> size) {
        String found = "";
        long most = -1;
        for (Map.Entry<String, Thing> entry : things.entrySet()) {
            long its = size.applyAsLong(entry.getKey(), entry.getValue());
            if (its > most) {
                most = its;
                found = entry.getKey();
            }
        }
        return found;
    }

    private boolean lives(Thing thing) {
        return time.instant().isBefore(thing.end());
    }

    private void sweep() {
        Instant now = time.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(BETWEEN_SWEEPS);
        for (Iterator<Map.Entry<String, Thing>> rest = things.entrySet().iterator(); rest.hasNext(); ) {
            Map.Entry<String, Thing> next = rest.next();
            if (!lives(next.getValue())) {
                rest.remove();
                entries -= next.getValue().entries();
                bytes -= room(next.getKey(), next.getValue());
            }
        }
    }

    private long room(String name, Thing thing) {
        return 2L * name.length() + thing.bytes();
    }
}
