package org.watchbill.kit.mcp;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.mcp.tool.Answer;
import org.watchbill.kit.mcp.tool.Preview;
import org.watchbill.kit.mcp.tool.Tool;
import org.watchbill.kit.mcp.tool.ToolPolicy;
import org.watchbill.kit.mcp.tool.ToolSpec;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;

/** Tools of every policy over one table of titles. */
final class EntryTools {

    enum Kind {
        PLAIN,
        VERY_SPECIAL
    }

    record Part(
            String label,
            @Describe(value = "How many", min = 1, max = 9) int count) {}

    record Find(
            @Describe("Only entries that start with this") Optional<String> prefix,
            Optional<Instant> since,
            Optional<LocalDate> day,
            Optional<UUID> owner,
            Optional<Kind> kind,
            Optional<List<Part>> parts,

            @Describe(value = "Most entries to answer", min = 1, max = 50)
            Optional<Integer> limit) {}

    record Found(List<String> titles, Instant readAt, Optional<Kind> firstKind) {}

    record Add(
            @Describe("What the entry is called") String title,
            @Describe(value = "Free text", maxLength = 20) Optional<String> privateNote,
            Optional<String> idempotencyKey) {}

    record Added(String title, int position) {}

    static final ToolPolicy READ = new ToolPolicy("schedule:read", false, ToolPolicy.Confirm.NEVER, "entries");
    static final ToolPolicy ASK = new ToolPolicy("requests:write", false, ToolPolicy.Confirm.ASK, "entries");
    static final ToolPolicy ALWAYS = new ToolPolicy("requests:write", false, ToolPolicy.Confirm.ALWAYS, "entries");
    static final ToolPolicy ADMIN = new ToolPolicy("requests:write", true, ToolPolicy.Confirm.NEVER, "entries");
    static final ToolPolicy APPROVE = new ToolPolicy("requests:approve", true, ToolPolicy.Confirm.ALWAYS, "entries");
    static final ToolPolicy NEVER = new ToolPolicy("requests:write", false, ToolPolicy.Confirm.NEVER, "entries");

    private final Database database;
    final AtomicInteger previews = new AtomicInteger();

    EntryTools(Database database) {
        this.database = database;
    }

    List<Tool> all() {
        return List.of(
                write("touch_entry", NEVER),
                write("add_entry", ASK),
                write("remove_entry", ALWAYS),
                write("approve_entry", APPROVE),
                write("rename_entry", ADMIN),
                new Tool.Read<>(spec("find_entries", READ), Find.class, Found.class, this::find));
    }

    List<String> titles() {
        return database.read(EntryTools::titles);
    }

    private static List<String> titles(DbExecute reader) {
        return reader.createQuery("SELECT title FROM entry ORDER BY title")
                .execute()
                .map(row -> row.column("title").get(String.class))
                .toList();
    }

    private Answer<Found> find(Caller caller, Find input) {
        return switch (input.prefix().orElse("")) {
            case "boom" -> throw new IllegalStateException("secret detail of the database");
            case "missing" -> Answer.refused(Refusal.of(ErrorCode.NOT_FOUND, "There is no such entry"));
            case "thrown" -> throw new RefusedException(Refusal.invalid("prefix", "That prefix is not allowed"));
            default -> Answer.of(new Found(titles(), Instant.parse("2026-03-02T09:00:00Z"), input.kind()));
        };
    }

    private Tool write(String name, ToolPolicy policy) {
        return new Tool.Write<>(spec(name, policy), Add.class, Added.class, new Adding());
    }

    private static ToolSpec spec(String name, ToolPolicy policy) {
        ToolSpec.Hints hints =
                policy.equals(READ) ? ToolSpec.Hints.READ : new ToolSpec.Hints(false, true, false, false);
        return new ToolSpec(name, "The title of " + name, "What " + name + " does", policy, hints, Set.of("title"));
    }

    private final class Adding implements Tool.Writing<Add, Added> {

        @Override
        public Preview preview(Caller caller, Add input) {
            previews.incrementAndGet();
            return switch (input.title()) {
                case "hopeless" ->
                    new Preview.Refused(
                            Refusal.of(ErrorCode.NOT_FOUND, "There is no such shelf"),
                            Optional.of(new Change.Target("shelf", "7")));
                case "broken preview" -> throw new IllegalStateException("secret detail of the preview");
                default -> new Preview.Ask("Add the entry " + input.title() + "?");
            };
        }

        @Override
        public Answer<Added> write(DbTransaction transaction, Caller caller, Add input) {
            if (input.title().equals("broken write")) {
                throw new IllegalStateException("secret detail of the write");
            }
            if (input.title().equals("stale")) {
                return Answer.refused(
                        Refusal.stale("The entry has changed", Json.object().put("version", 4)));
            }
            insert(transaction, input.title());
            Change.Target target = new Change.Target("entry", input.title());
            return Answer.changed(
                    new Added(input.title(), titles(transaction).size()),
                    new Change(target, Optional.empty(), Optional.of("after")));
        }

        private static void insert(DbTransaction transaction, String title) {
            transaction
                    .createInsert("""
                            INSERT INTO entry (id, title, amount, settled, due, opens, created_at)
                            VALUES (CAST(:id AS uuid), :title, 1, FALSE, DATE '2026-03-02', TIME '09:00:00',
                                    TIMESTAMP WITH TIME ZONE '2026-03-02 09:00:00+00')
                            """)
                    .addParam("id", UUID.randomUUID().toString())
                    .addParam("title", title)
                    .execute();
        }
    }
}
