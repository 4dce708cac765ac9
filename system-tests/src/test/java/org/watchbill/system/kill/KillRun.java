package org.watchbill.system.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.watchbill.system.client.AuditLog;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Deadline;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.SuitePlan;

/** One run: writers at work, services killed, then everything compared. */
final class KillRun {

    private static final int WRITERS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

    private final Storage storage;
    private final long seed;
    private final SuitePlan plan;
    private final WriteLog log = new WriteLog();
    private final Insistence insistence = new Insistence();

    KillRun(Storage storage, long seed, Path folder) {
        this.storage = storage;
        this.seed = seed;
        this.plan = new SuitePlan(folder, storage, Content.DEMO);
    }

    KillReport run(int kills) throws IOException {
        try (ServiceProcesses processes = new ServiceProcesses(plan)) {
            processes.startAll();
            KillRoster roster = KillRoster.load(plan, WRITERS);
            processes.stopAll();
            StoredState before = StoredState.read(plan);
            processes.startAll();
            long start = System.nanoTime();
            Map<Service, Integer> killed = killWhileWriting(processes, roster, kills);
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            boolean intact = awaitLog(roster.auditLog(), before.events().size() + log.count());
            processes.stopAll();
            return report(killed, duration, intact, StoredState.read(plan).since(before));
        }
    }

    /** Waits until the log has taken all it must; answers whether its chain is intact. */
    private static boolean awaitLog(AuditLog audit, int size) {
        Deadline.in(LONGEST_DRAIN).await(() -> audit.size() >= size);
        return audit.isIntact();
    }

    private Map<Service, Integer> killWhileWriting(ServiceProcesses processes, KillRoster roster, int kills) {
        Random random = new Random(seed);
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            Writer writer = new Writer(roster.desks().get(number), new Random(random.nextLong()), insistence, log);
            writers.add(Thread.ofVirtual().start(() -> writer.write(enough::get)));
        }
        try {
            return new Killer(processes, random, log::count).kill(kills, Deadline.in(LONGEST));
        } finally {
            enough.set(true);
            writers.forEach(KillRun::join);
        }
    }

    private KillReport report(Map<Service, Integer> killed, Duration duration, boolean intact, StoredState stored)
            throws IOException {
        List<String> mismatches = new ArrayList<>();
        if (!intact) {
            mismatches.add("the audit chain is broken");
        }
        log.failures().forEach(failure -> mismatches.add("a writer gave up: " + failure));
        stored.waiting().forEach(event -> mismatches.add("never delivered: event " + event));
        mismatches.addAll(Reconciliation.mismatches(log.answers(), stored.requests(), stored.events()));
        KillReport.Counts counts = new KillReport.Counts(
                log.count(),
                insistence.repeats(),
                stored.requests().size(),
                stored.events().size());
        return new KillReport(storage.name(), seed, killed, duration, counts, databaseBytes(), mismatches);
    }

    private long databaseBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(plan.folder())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".mv.db")).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
