package org.watchbill.system.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.watchbill.system.suite.Deadline;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.ServiceProcess;

/** Kills all services with SIGKILL, round after round in random but repeatable order, while writes get through. */
final class Killer {

    private static final Duration LONGEST_LULL = Duration.ofSeconds(4);

    private final ServiceProcesses processes;
    private final Random random;
    private final IntSupplier answered;
    private final Map<Service, Integer> kills = new EnumMap<>(Service.class);

    Killer(ServiceProcesses processes, Random random, IntSupplier answered) {
        this.processes = processes;
        this.random = random;
        this.answered = answered;
    }

    /** Kills that often, starts each victim again at once, and stops early when the deadline passes. */
    Map<Service, Integer> kill(int times, Deadline deadline) {
        List<ServiceProcess> round = new ArrayList<>();
        for (int kill = 0; kill < times && !deadline.hasPassed(); kill++) {
            if (round.isEmpty()) {
                round.addAll(processes.all());
                Collections.shuffle(round, random);
            }
            ServiceProcess victim = round.removeLast();
            victim.awaitReady();
            awaitWrites(1 + random.nextInt(30));
            victim.kill();
            victim.start();
            kills.merge(victim.service(), 1, Integer::sum);
        }
        processes.awaitAll();
        return Map.copyOf(kills);
    }

    /** Lets some writes be answered; a suite that is still starting elsewhere is not waited for longer than a lull. */
    private void awaitWrites(int writes) {
        int target = answered.getAsInt() + writes;
        Deadline.in(LONGEST_LULL).await(() -> answered.getAsInt() >= target);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
    }
}
