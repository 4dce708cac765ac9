package org.watchbill.kit.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.mcp.tool.ToolSpec.Pace;
import org.watchbill.kit.token.Caller;

/** A read and a write that last as long as the test wants. */
final class LongTools {

    record Count(Optional<String> mode) {}

    record Counted(String by, int entries) {}

    record Load(String title, Optional<String> idempotencyKey) {}

    record Loaded(String title) {}

    private static final ToolPolicy READ = new ToolPolicy("schedule:read", false, ToolPolicy.Confirm.NEVER, "entries");
    private static final ToolPolicy WRITE = new ToolPolicy("requests:write", false, ToolPolicy.Confirm.ASK, "entries");

    private final Database database;
    final Semaphore begun = new Semaphore(0);
    final Semaphore mayEnd = new Semaphore(0);

    LongTools(Database database) {
        this.database = database;
    }

    List<Tool> all() {
        return List.of(
                new Tool.Read<>(spec("count_entries", READ), Count.class, Counted.class, this::count),
                new Tool.Write<>(spec("load_entry", WRITE), Load.class, Loaded.class, new Loading()));
    }

    void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    List<String> titles() {
        return database.read(reader -> Rows.list(
                reader.createQuery("SELECT title FROM entry ORDER BY title"), row -> Columns.text(row, "title")));
    }

    private static ToolSpec spec(String name, ToolPolicy policy) {
        return new ToolSpec(
                name, "The title of " + name, "What it does", policy, ToolSpec.Hints.READ, Set.of("title"), Pace.LONG);
    }

    private Answer<Counted> count(Caller caller, Count input) {
        begun.release();
        switch (input.mode().orElse("")) {
            case "wait" -> await();
            case "boom" -> throw new IllegalStateException("secret detail of the count");
            default -> {}
        }
        return Answer.of(new Counted(caller.profile().name(), titles().size()));
    }

    private void await() {
        try {
            mayEnd.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private final class Loading implements Tool.Writing<Load, Loaded> {

        @Override
        public Preview preview(Caller caller, Load input) {
            return new Preview.Ask("Load " + input.title() + "?");
        }

        @Override
        public Answer<Loaded> write(DbTransaction transaction, Caller caller, Load input) {
            transaction
                    .createInsert("""
                            INSERT INTO entry (id, title, amount, settled, due, opens, created_at)
                            VALUES (CAST(:id AS uuid), :title, 1, FALSE, DATE '2026-03-02', TIME '09:00:00',
                                    TIMESTAMP WITH TIME ZONE '2026-03-02 09:00:00+00')
                            """)
                    .addParam("id", UUID.randomUUID().toString())
                    .addParam("title", input.title())
                    .execute();
            begun.release();
            if (input.title().startsWith("slow")) {
                await();
            }
            Change.Target target = new Change.Target("entry", input.title());
            return Answer.changed(new Loaded(input.title()), new Change(target, Optional.empty(), Optional.empty()));
        }
    }
}
