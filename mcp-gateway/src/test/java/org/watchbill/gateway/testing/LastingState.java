package org.watchbill.gateway.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.shared.Allowance;
import org.watchbill.gateway.shared.MemoryState;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.shared.SharedStateException;

/** State that several gateways of one test share, and that outlives each of them; a gateway that was cut off fails. */
public final class LastingState implements SharedState {

    private final SharedState state;
    private volatile boolean cutOff;

    public LastingState(InstantSource time) {
        this(new MemoryState(time, new MemoryState.Bounds(100_000, 64 * 1024 * 1024)));
    }

    public LastingState(SharedState state) {
        this.state = state;
    }

    /** Whoever comes this way does not reach the state any more, as after the death of its process. */
    public void cutOff() {
        cutOff = true;
    }

    private SharedState reached() {
        if (cutOff) {
            throw new SharedStateException("Cut off");
        }
        return state;
    }

    @Override
    public boolean putIfAbsent(String key, String value, Duration life) {
        return reached().putIfAbsent(key, value, life);
    }

    @Override
    public void put(String key, String value, Duration life) {
        reached().put(key, value, life);
    }

    @Override
    public Optional<String> get(String key) {
        return reached().get(key);
    }

    @Override
    public Optional<String> take(String key) {
        return reached().take(key);
    }

    @Override
    public long append(String log, String entry, Duration life) {
        return reached().append(log, entry, life);
    }

    @Override
    public List<Entry> read(String log, long position, Duration patience) throws InterruptedException {
        return reached().read(log, position, patience);
    }

    @Override
    public Optional<Duration> spend(String bucket, Allowance allowance) {
        return state.spend(bucket, allowance);
    }

    @Override
    public boolean isReachable() {
        return !cutOff && state.isReachable();
    }

    /** The next gateway goes on with it. */
    @Override
    public void close() {}
}
