package org.watchbill.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.testing.MovableTime;

class MemoryStateTest extends SharedStateContract {

    private final MovableTime time = new MovableTime(Instant.parse("2026-11-20T12:00:00Z"));
    private final SharedState state = new MemoryState(time, MemoryState.Bounds.USUAL);

    @Override
    SharedState mine() {
        return state;
    }

    @Override
    SharedState other() {
        return state;
    }

    @Override
    void advance(Duration step) {
        time.advance(step);
    }

    @Override
    boolean ended(String log) {
        return true;
    }

    @Override
    void tick(Duration step) {
        time.advance(step);
    }

    @Test
    void forgetsWhatWasWrittenLongestAgoWhenThereAreTooMany() throws Exception {
        SharedState small = new MemoryState(time, new MemoryState.Bounds(2, 1_000_000));
        small.put("a", "1", LONG);
        small.put("b", "2", LONG);
        small.put("c", "3", LONG);
        assertThat(small.get("a")).isEmpty();
        assertThat(small.get("b")).contains("2");
        assertThat(small.get("c")).contains("3");
        small.append("log", "one", LONG);
        small.append("log", "two", LONG);
        assertThat(small.read("log", 0, NO_PATIENCE)).hasSize(2);
        small.append("other", "one", LONG);
        assertThat(small.read("log", 0, NO_PATIENCE)).isEmpty();
        assertThat(small.read("other", 0, NO_PATIENCE)).hasSize(1);
    }

    @Test
    void largeLogsDoNotPushOutValues() {
        SharedState small = new MemoryState(time, new MemoryState.Bounds(10, 40_000));
        small.put("waits", "for an answer", LONG);
        for (int i = 0; i < 20; i++) {
            small.append("log " + i, "x".repeat(10_000), LONG);
        }
        assertThat(small.get("waits")).isPresent();
    }

    @Test
    void whoeverFillsTheRoomPaysForIt() throws Exception {
        SharedState small = new MemoryState(time, new MemoryState.Bounds(1_000, 40_000));
        small.append("of a quiet client", "one", LONG);
        for (int i = 0; i < 20; i++) {
            small.append("flood " + i, "x".repeat(5_000), LONG);
        }
        assertThat(small.append("of a quiet client", "two", LONG)).isEqualTo(2);
        assertThat(small.read("of a quiet client", 0, NO_PATIENCE)).hasSize(2);
    }

    @Test
    void longNamesTakeRoomToo() {
        SharedState small = new MemoryState(time, new MemoryState.Bounds(1_000, 40_000));
        for (int i = 0; i < 10; i++) {
            small.put("k".repeat(1_000) + i, "", LONG);
        }
        assertThat(small.get("k".repeat(1_000) + 0)).isEmpty();
        assertThat(small.get("k".repeat(1_000) + 9)).isPresent();
    }

    @Test
    void forgetsWhatWasWrittenLongestAgoWhenItTakesTooMuchRoom() {
        SharedState small = new MemoryState(time, new MemoryState.Bounds(1_000, 40_000));
        for (int i = 0; i < 10; i++) {
            small.put("key " + i, "x".repeat(1_000), LONG);
        }
        assertThat(small.get("key 5")).isEmpty();
        assertThat(small.get("key 6")).isPresent();
        assertThat(small.get("key 9")).isPresent();
    }

    @Test
    void theEndedMakesRoomBeforeTheLiving() {
        SharedState small = new MemoryState(time, new MemoryState.Bounds(10, 1_000_000));
        small.put("lasting", "value", LONG);
        for (int i = 0; i < 9; i++) {
            small.put("brief " + i, "value", SHORT);
        }
        time.advance(Duration.ofMinutes(1));
        small.put("new", "value", LONG);
        assertThat(small.get("lasting")).contains("value");
        assertThat(small.get("new")).contains("value");
    }

    @Test
    void aLogThatIsReadLivesOn() throws Exception {
        state.append("log", "entry", Duration.ofSeconds(10));
        for (int i = 0; i < 5; i++) {
            time.advance(Duration.ofSeconds(9));
            assertThat(state.read("log", 0, NO_PATIENCE)).hasSize(1);
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(state.read("log", 0, NO_PATIENCE)).isEmpty();
    }

    @Test
    void keepsTheBucketsUsedLast() {
        LocalBuckets buckets = new LocalBuckets(time, 2);
        Allowance one = new Allowance(1, 1);
        assertThat(buckets.spend("a", one)).isEmpty();
        assertThat(buckets.spend("b", one)).isEmpty();
        assertThat(buckets.spend("a", one)).isPresent();
        assertThat(buckets.spend("c", one)).isEmpty();
        assertThat(buckets.spend("a", one)).isPresent();
        assertThat(buckets.spend("b", one)).isEmpty();
    }
}
