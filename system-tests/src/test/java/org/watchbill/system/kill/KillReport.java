package org.watchbill.system.kill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.watchbill.system.suite.Service;

/** The figures of one run. */
record KillReport(
        String storage,
        long seed,
        Map<Service, Integer> kills,
        Duration duration,
        Counts counts,
        long bytes,
        List<String> mismatches) {

    /** What was counted: answers of clients, repeats of calls, and rows of the databases. */
    record Counts(int answered, long repeats, int requests, int events) {}

    int killed() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return "kill harness on %s, seed %d: %d kills %s in %d s; %d writes answered, %d calls repeated; %d requests and %d events stored; databases %d MB; %d mismatches"
                .formatted(
                        storage,
                        seed,
                        killed(),
                        kills,
                        duration.toSeconds(),
                        counts.answered(),
                        counts.repeats(),
                        counts.requests(),
                        counts.events(),
                        bytes >> 20,
                        mismatches.size());
    }
}
