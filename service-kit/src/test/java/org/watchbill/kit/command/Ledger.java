package org.watchbill.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A small service with one write, {@code add_entry}, to run commands in. */
final class Ledger implements AutoCloseable {

    private static final UUID ORGANISATION = UUID.fromString("0197a000-0000-7000-8000-000000000001");

    private final Database database;
    private final Commands commands;
    private final AtomicReference<Instant> now;
    private final String person;

    private Ledger(Database database, AtomicReference<Instant> now, String person) {
        this.database = database;
        this.commands = new Commands(database, new Outbox(), now::get);
        this.now = now;
        this.person = person;
    }

    static Ledger open(TestDatabase kind) {
        return new Ledger(
                Database.open(Settings.of("ledger-service", kind.settings())),
                new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z")),
                id("ana").toString());
    }

    /** The same service, called by {@code name}. */
    Ledger as(String name) {
        return new Ledger(database, now, id(name).toString());
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }

    CommandResult add(String call, Optional<String> key, String title) {
        return commands.execute(command(call, key, title), transaction -> insert(transaction, title));
    }

    /** Adds the entry and then ends otherwise. */
    CommandResult addThen(String call, Optional<String> key, String title, Supplier<CommandResult> end) {
        return commands.execute(command(call, key, title), transaction -> {
            insert(transaction, title);
            return end.get();
        });
    }

    CommandResult refuse(String call, String title, Refusal refusal) {
        return commands.refuse(command(call, Optional.empty(), title), refusal);
    }

    Optional<CommandResult> stored(String call, Optional<String> key, String title) {
        return commands.stored(command(call, key, title));
    }

    static String answer(CommandResult result) {
        assertThat(result).isInstanceOf(CommandResult.Done.class);
        return Json.text(((CommandResult.Done) result).answer());
    }

    static Refusal refusal(CommandResult result) {
        assertThat(result).isInstanceOf(CommandResult.Refused.class);
        return ((CommandResult.Refused) result).refusal();
    }

    List<String> titles() {
        return database.read(reader -> Rows.list(
                reader.createQuery("SELECT title FROM entry ORDER BY amount"), row -> Columns.text(row, "title")));
    }

    List<JsonNode> events() {
        return database.read(reader -> Rows.list(
                reader.createQuery("SELECT event FROM outbox ORDER BY sequence_number"),
                row -> Json.parse(Columns.text(row, "event").getBytes(StandardCharsets.UTF_8))));
    }

    /** Outcome and error code of each audit row. */
    List<String> outcomes() {
        return events().stream()
                .map(event -> event.path("outcome").asString().toLowerCase(Locale.ROOT)
                        + (event.has("code") ? " " + event.path("code").asString() : ""))
                .toList();
    }

    long records() {
        return database.read(reader -> Rows.first(
                        reader.createGet("SELECT COUNT(*) AS records FROM command"),
                        row -> Columns.number(row, "records")))
                .orElseThrow();
    }

    @Override
    public void close() {
        database.close();
    }

    private Command command(String call, Optional<String> key, String title) {
        ObjectNode arguments = Json.object().put("title", title).put("note", "private words");
        key.ifPresent(text -> arguments.put("idempotency_key", text));
        return new Command(
                id(call),
                new Caller(
                        person,
                        new Caller.Organisation(ORGANISATION, "Harbor Clinic", ZoneId.of("America/New_York")),
                        Role.ADMIN,
                        Set.of("ledger:write"),
                        "client-1",
                        "grant-1",
                        new Caller.Profile("Ana Ruiz", Optional.empty())),
                Actor.Type.MCP,
                "add_entry",
                arguments,
                Json.object().put("title", title),
                key,
                Optional.of("trace-1"));
    }

    private CommandResult insert(DbTransaction transaction, String title) {
        long number = Rows.first(
                                transaction.createGet("SELECT COUNT(*) AS entries FROM entry"),
                                row -> Columns.number(row, "entries"))
                        .orElseThrow()
                + 1;
        transaction
                .createInsert("""
                        INSERT INTO entry (id, title, amount, settled, due, opens, created_at)
                        VALUES (CAST(:id AS uuid), :title, :amount, FALSE, DATE '2026-03-02', TIME '07:00:00', :now)
                        """)
                .addParam("id", UUID.randomUUID().toString())
                .addParam("title", title)
                .addParam("amount", number)
                .addParam("now", Columns.parameter(now.get()))
                .execute();
        return new CommandResult.Done(
                Json.object().put("title", title).put("number", number),
                new Change(new Change.Target("entry", title), Optional.empty(), Optional.of("digest-of-" + title)));
    }
}
