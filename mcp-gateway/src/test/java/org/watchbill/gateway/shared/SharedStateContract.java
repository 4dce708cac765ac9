package org.watchbill.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.watchbill.gateway.shared.SharedState.Entry;

/** What every kind of shared state does; {@code mine} and {@code other} are what two replicas hold, or one twice. */
@Timeout(60)
abstract class SharedStateContract {

    static final Duration LONG = Duration.ofMinutes(5);
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration NO_PATIENCE = Duration.ZERO;
    private static final int RACERS = 64;

    abstract SharedState mine();

    abstract SharedState other();

    /** Lets the clock that counts lives go on; where that is the real one, nothing has to be done. */
    abstract void advance(Duration step);

    @Test
    void keepsValuesUntilTheyAreReplacedOrTaken() {
        assertThat(mine().get("level:a")).isEmpty();
        mine().put("level:a", "info", LONG);
        mine().put("level:b", "Grüße, 世界", LONG);
        assertThat(other().get("level:a")).contains("info");
        mine().put("level:a", "error", LONG);
        assertThat(other().get("level:a")).contains("error");
        assertThat(other().get("level:b")).contains("Grüße, 世界");
        assertThat(other().take("level:a")).contains("error");
        assertThat(mine().get("level:a")).isEmpty();
        assertThat(mine().take("level:a")).isEmpty();
    }

    @Test
    void storesOnlyWhereThereIsNothingWhenAskedTo() {
        assertThat(mine().putIfAbsent("question:1", "first", LONG)).isTrue();
        assertThat(other().putIfAbsent("question:1", "second", LONG)).isFalse();
        assertThat(mine().get("question:1")).contains("first");
        assertThat(mine().take("question:1")).contains("first");
        assertThat(other().putIfAbsent("question:1", "third", LONG)).isTrue();
    }

    @Test
    void valuesAndLogsHaveNamesOfTheirOwn() throws Exception {
        mine().put("same", "value", LONG);
        mine().append("same", "entry", LONG);
        assertThat(mine().get("same")).contains("value");
        assertThat(mine().take("same")).contains("value");
        assertThat(mine().read("same", 0, NO_PATIENCE)).containsExactly(new Entry(1, "entry"));
    }

    @Test
    void valuesEndWithTheirLives() {
        mine().put("brief", "value", SHORT);
        mine().put("lasting", "value", LONG);
        mine().putIfAbsent("brief too", "value", SHORT);
        advance(SHORT);
        await(() -> mine().get("brief").isEmpty());
        await(() -> mine().putIfAbsent("brief too", "again", LONG));
        assertThat(mine().take("brief")).isEmpty();
        assertThat(mine().get("lasting")).contains("value");
    }

    @Test
    void ofManyWhoTakeOneGetsIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            String key = "prize:" + round;
            mine().put(key, "won", LONG);
            List<Optional<String>> outcomes =
                    Race.of(RACERS, racer -> half(racer).take(key));
            assertThat(outcomes.stream().flatMap(Optional::stream)).containsExactly("won");
        }
    }

    @Test
    void ofManyWhoPutOneStores() throws Exception {
        for (int round = 0; round < 10; round++) {
            String key = "place:" + round;
            List<Boolean> outcomes = Race.of(RACERS, racer -> half(racer).putIfAbsent(key, "racer " + racer, LONG));
            assertThat(outcomes.stream().filter(stored -> stored)).hasSize(1);
            assertThat(mine().get(key)).contains("racer " + outcomes.indexOf(true));
        }
    }

    @Test
    void concurrentAppendsGetEachPositionOnce() throws Exception {
        List<Long> positions = Race.of(RACERS, racer -> half(racer).append("busy", "entry of " + racer, LONG));
        assertThat(positions).doesNotHaveDuplicates();
        List<Entry> entries = other().read("busy", 0, NO_PATIENCE);
        assertThat(entries).hasSize(RACERS);
        for (int i = 0; i < RACERS; i++) {
            assertThat(entries.get(i).position()).isEqualTo(i + 1);
            assertThat(entries.get(i).text()).isEqualTo("entry of " + positions.indexOf(i + 1L));
        }
    }

    @Test
    void readsWhatComesAfterAPosition() throws Exception {
        assertThat(mine().read("log", 0, NO_PATIENCE)).isEmpty();
        assertThat(mine().append("log", "a", LONG)).isEqualTo(1);
        assertThat(other().append("log", "b", LONG)).isEqualTo(2);
        assertThat(mine().append("log", "c", LONG)).isEqualTo(3);
        assertThat(other().read("log", 0, LONG))
                .containsExactly(new Entry(1, "a"), new Entry(2, "b"), new Entry(3, "c"));
        assertThat(other().read("log", 2, LONG)).containsExactly(new Entry(3, "c"));
        assertThat(other().read("log", 3, NO_PATIENCE)).isEmpty();
        assertThat(other().read("another log", 0, NO_PATIENCE)).isEmpty();
    }

    @Test
    void appendWakesTheReadersOfItsLogAtOnce() throws Exception {
        long quickest = Long.MAX_VALUE;
        for (int round = 1; round <= 5; round++) {
            int before = round - 1;
            WaitingReader here = new WaitingReader(() -> mine().read("news", before, LONG));
            WaitingReader there = new WaitingReader(() -> other().read("news", before, LONG));
            mine().append("other news", "nothing", LONG);
            here.awaitPause();
            there.awaitPause();
            long start = System.nanoTime();
            mine().append("news", "something", LONG);
            assertThat(there.answer()).containsExactly(new Entry(round, "something"));
            quickest = Math.min(quickest, System.nanoTime() - start);
            assertThat(here.answer()).containsExactly(new Entry(round, "something"));
        }
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void everyEntryReachesAReaderThatFollows() throws Exception {
        int entries = 500;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> followed = threads.submit(() -> follow(entries));
            for (int i = 1; i <= entries; i++) {
                mine().append("followed", "entry " + i, LONG);
            }
            List<String> texts = followed.get();
            assertThat(texts).hasSize(entries).startsWith("entry 1").endsWith("entry 500");
            assertThat(texts).doesNotHaveDuplicates();
        }
    }

    @Test
    void patienceEnds() throws Exception {
        long start = System.nanoTime();
        assertThat(mine().read("silence", 0, Duration.ofMillis(200))).isEmpty();
        assertThat(System.nanoTime() - start).isBetween(200_000_000L, 5_000_000_000L);
    }

    @Test
    void aWaitingReaderCanBeInterrupted() throws Exception {
        WaitingReader reader = new WaitingReader(() -> mine().read("silence", 0, LONG));
        reader.awaitPause();
        reader.interrupt();
        assertThatThrownBy(reader::answer).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void closingEndsTheWaiting() throws Exception {
        WaitingReader reader = new WaitingReader(() -> mine().read("silence", 0, LONG));
        reader.awaitPause();
        mine().close();
        assertThatThrownBy(reader::answer).hasCauseInstanceOf(SharedStateException.class);
    }

    @Test
    void aLogKeepsItsNewestEntries() throws Exception {
        for (int i = 1; i <= SharedState.LONGEST_LOG + 5; i++) {
            mine().append("long", "entry " + i, LONG);
        }
        List<Entry> kept = mine().read("long", 0, NO_PATIENCE);
        assertThat(kept).hasSize(1_000);
        assertThat(kept.getFirst()).isEqualTo(new Entry(6, "entry 6"));
        assertThat(kept.getLast()).isEqualTo(new Entry(1_005, "entry 1005"));
    }

    @Test
    void aLogStaysWithinItsBytes() throws Exception {
        String large = "x".repeat(1024 * 1024);
        for (int i = 1; i <= 6; i++) {
            mine().append("large", large, LONG);
        }
        assertThat(mine().read("large", 0, NO_PATIENCE)).hasSizeBetween(1, 4).endsWith(new Entry(6, large));
        String huge = "y".repeat(SharedState.LARGEST_LOG + 1);
        mine().append("large", huge, LONG);
        assertThat(mine().read("large", 0, NO_PATIENCE)).containsExactly(new Entry(7, huge));
        mine().append("large", "small", LONG);
        assertThat(mine().read("large", 0, NO_PATIENCE)).containsExactly(new Entry(8, "small"));
    }

    @Test
    void aLogEndsAfterItsLifeAndBeginsAnew() throws Exception {
        mine().append("brief", "a", SHORT);
        mine().append("brief", "b", SHORT);
        advance(SHORT);
        // Each look would lengthen the life, so that a new position tells.
        await(() -> mine().get("x").isEmpty() && ended("brief"));
        assertThat(mine().append("brief", "c", LONG)).isEqualTo(1);
        assertThat(other().read("brief", 0, NO_PATIENCE)).containsExactly(new Entry(1, "c"));
    }

    abstract boolean ended(String log);

    @Test
    void bucketsAllowABurstAndThenTheRate() {
        Allowance allowance = new Allowance(3, 60);
        for (int i = 0; i < 3; i++) {
            assertThat((i % 2 == 0 ? mine() : other()).spend("caller", allowance))
                    .isEmpty();
        }
        Optional<Duration> refusal = other().spend("caller", allowance);
        assertThat(refusal.orElseThrow()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(mine().spend("another caller", allowance)).isEmpty();
        assertThat(mine().spend("caller", new Allowance(4, 60))).isEmpty();
        tick(Duration.ofSeconds(1));
        assertThat(mine().spend("caller", allowance)).isEmpty();
        assertThat(other().spend("caller", allowance)).isPresent();
    }

    /** Moves the clock that buckets follow. */
    abstract void tick(Duration step);

    @Test
    void manyWhoSpendGetNoMoreThanTheBurst() throws Exception {
        Allowance allowance = new Allowance(20, 1);
        List<Optional<Duration>> outcomes = Race.of(RACERS, racer -> half(racer).spend("crowd", allowance));
        assertThat(outcomes.stream().filter(Optional::isEmpty)).hasSize(20);
    }

    private SharedState half(int racer) {
        return racer % 2 == 0 ? mine() : other();
    }

    private List<String> follow(int entries) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        long position = 0;
        while (position < entries) {
            for (Entry entry : other().read("followed", position, LONG)) {
                assertThat(entry.position()).isEqualTo(++position);
                texts.add(entry.text());
            }
        }
        return texts;
    }

    static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > 20_000_000_000L) {
                throw new AssertionError("Not within 20 s");
            }
            Thread.onSpinWait();
        }
    }
}
