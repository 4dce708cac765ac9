package org.watchbill.kit.mcp.task;

import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tasks of one database, which {@link org.watchbill.kit.database.OptionalTables#TASKS} gave the table {@code task}.
 * A task belongs to a principal, any text of up to 300 characters; to all others it does not exist.
 */
public final class Tasks {

    private static final int ID_BYTES = 32;
    private static final int LONGEST_ID = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final InstantSource time;
    private final TaskRules rules;
    private final StoredTasks stored = new StoredTasks();
    private final Semaphore news = new Semaphore(0);

    public Tasks(Database database, InstantSource time, TaskRules rules) {
        this.database = database;
        this.time = time;
        this.rules = rules;
    }

    /** The principal that {@code caller} is, in its organisation and through whatever client. */
    public static String principal(Caller caller) {
        return caller.organisation().id() + "/" + caller.subject();
    }

    /**
     * Takes work on. When this returns a task, the task is committed.
     *
     * @param work the name by which {@link TaskWork} knows what to do, up to 200 characters
     * @param description everything that the work needs; forgotten when the task ends
     */
    public TaskCreation create(String principal, String work, ObjectNode description) {
        if (!StoredTask.isKeepable(description, TaskRules.LONGEST_DESCRIPTION)) {
            return new TaskCreation.TooLarge();
        }
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = now();
        StoredTask.Times times = new StoredTask.Times(now, now, now.plus(rules.life()));
        StoredTask task = StoredTask.handedIn(digest(id), principal, work, description, times);
        if (!database.inTransaction(transaction -> insert(transaction, task))) {
            return new TaskCreation.TooMany();
        }
        news.release();
        return new TaskCreation.Created(task.shown(id, rules.pollInterval()));
    }

    public Optional<Task> find(String principal, String id) {
        if (id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        return database.read(reader -> stored.find(reader, digest(id), principal, now()))
                .map(task -> task.shown(id, rules.pollInterval()));
    }

    /**
     * Takes the responses to what the task asks; those to anything else are ignored. The task goes on when nothing is
     * left to be answered. False when there is no such task.
     */
    public boolean update(String principal, String id, ObjectNode responses) {
        return change(principal, id, (task, now) -> task.answered(responses, now));
    }

    /**
     * Asks that the task be stopped: one that nobody works on is cancelled at once, its worker stops any other when it
     * can, and what has ended stays as it is. False when there is no such task.
     */
    public boolean cancel(String principal, String id) {
        return change(principal, id, StoredTask::unwanted);
    }

    /** Begins to work on the tasks of this database, beside others that do the same; until it is closed. */
    public TaskRunner start(TaskWork work) {
        return TaskRunner.start(new TaskLeases(database, stored, time, rules), work, rules.mostRunning(), news);
    }

    private boolean change(String principal, String id, BiFunction<StoredTask, Instant, StoredTask> rule) {
        if (id.length() > LONGEST_ID) {
            return false;
        }
        Instant now = now();
        boolean found = database.inTransaction(transaction -> {
            Optional<StoredTask> task = stored.lock(transaction, digest(id), principal, now);
            task.ifPresent(before -> stored.change(transaction, before, rule.apply(before, now)));
            return task.isPresent();
        });
        news.release();
        return found;
    }

    /** A slot that another request of the principal takes at the same moment is simply not free any more. */
    private boolean insert(DbTransaction transaction, StoredTask task) {
        stored.deleteExpired(transaction, task.principal(), task.times().createdAt());
        for (int attempt = 0; attempt < rules.mostOpen(); attempt++) {
            List<Optional<Long>> taken = stored.slots(transaction, task.principal());
            if (taken.size() >= rules.mostKept()) {
                return false;
            }
            Optional<Long> free = LongStream.range(0, rules.mostOpen())
                    .boxed()
                    .filter(slot -> !taken.contains(Optional.of(slot)))
                    .findFirst();
            if (free.isEmpty()) {
                return false;
            }
            if (stored.insert(transaction, task, free.get())) {
                return true;
            }
        }
        return false;
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String digest(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of the platform", e);
        }
    }
}
