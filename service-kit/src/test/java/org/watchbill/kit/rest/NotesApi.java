package org.watchbill.kit.rest;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.http.HttpServer;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.token.ApiDoor;
import org.watchbill.kit.token.ApiOperation;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Challenges;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A REST API for notes, which are kept in memory, behind a door that lets in who says a role. */
final class NotesApi implements AutoCloseable {

    record Note(UUID id, String title, long version) {}

    record Draft(
            @Describe(value = "What it is about", maxLength = 20)
            String title) {}

    /** {@code Bearer admin}, {@code Bearer member}, or {@code Bearer reader} for one without the scope to write. */
    private static final class Door implements ApiDoor {

        @Override
        public Handler authenticate(ApiOperation operation) {
            return (request, response) -> {
                String token =
                        request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
                if (token.isEmpty()) {
                    Challenges.missing(response);
                } else {
                    operation.handle(caller(token.substring("Bearer ".length())), request, response);
                }
            };
        }

        private static Caller caller(String name) {
            return new Caller(
                    new UUID(1, name.hashCode()).toString(),
                    new Caller.Organisation(new UUID(1, 1), "Harbor Clinic", ZoneId.of("UTC")),
                    name.equals("member") ? Role.MEMBER : Role.ADMIN,
                    name.equals("reader") ? Set.of("notes:read") : Set.of("notes:write"),
                    "client",
                    "grant",
                    new Caller.Profile(name, Optional.empty()));
        }
    }

    private final Database database;
    private final HttpServer server;
    private final Map<UUID, Note> notes = new TreeMap<>();
    final RestApi api;

    NotesApi() {
        this.database = Database.open(Settings.of("ledger-service", TestDatabase.H2.settings()));
        this.api = new RestApi("/api/v1", new Door(), new Commands(database, new Outbox(), InstantSource.system()))
                .with(this::operations);
        this.server = HttpServer.start(
                Settings.of("kit-test", Map.of("server.max-body", "100000")),
                new HttpServer.Routes(api::routing, routing -> {}, List.of(), path -> false));
    }

    private void operations(RestApi notesApi) {
        Admission reading = Admission.members("notes:read");
        Admission writing = Admission.administrators("notes:write");
        notesApi.read(
                        Operation.get("list_notes", "/notes", "Notes by their ids", reading)
                                .answersPage(Note.class),
                        (_, request) -> list(request))
                .read(
                        Operation.get("get_note", "/notes/{id}", "One note", reading)
                                .answers(Note.class),
                        (_, request) -> find(request.id()))
                .write(
                        Operation.post("add_note", "/notes", "Add a note", writing)
                                .takes(Draft.class)
                                .creates(Note.class),
                        (_, request) -> {
                            String title = request.body(Draft.class).title();
                            Note note = new Note(UUID.randomUUID(), title, 1);
                            return request.write(Json.object(), _ -> put(note)).showing(() -> secret(note));
                        })
                .write(
                        Operation.patch("change_note", "/notes/{id}", "Change its title", writing)
                                .takes(Draft.class)
                                .ifUnchanged()
                                .answers(Note.class),
                        (_, request) -> {
                            UUID id = request.id();
                            Draft draft = request.body(Draft.class);
                            ExpectedVersions expected = request.expected();
                            return request.write(Json.object(), _ -> change(id, draft, expected));
                        })
                .write(
                        Operation.delete("delete_note", "/notes/{id}", "Delete it", writing)
                                .ifUnchanged(),
                        (_, request) -> {
                            UUID id = request.id();
                            ExpectedVersions expected = request.expected();
                            return request.write(Json.object(), _ -> delete(id, expected));
                        });
    }

    /** Only the attempt that made the note knows it. */
    private ObjectNode secret(Note note) {
        return notes.containsKey(note.id()) ? Json.object().put("secret", "secret of " + note.id()) : Json.object();
    }

    /** All that is stored of commands. */
    String stored() {
        return database.read(reader ->
                        Rows.list(reader.createQuery("SELECT answer FROM command"), row -> Columns.text(row, "answer")))
                .toString();
    }

    HttpCalls calls() {
        return HttpCalls.to(server.port());
    }

    /** Operation and outcome of each event in the outbox. */
    List<String> audited() {
        return database.read(reader ->
                Rows.list(reader.createQuery("SELECT event FROM outbox ORDER BY sequence_number"), row -> {
                    JsonNode event = Json.parse(Columns.text(row, "event").getBytes(StandardCharsets.UTF_8));
                    return event.path("operation").stringValue() + " "
                            + event.path("outcome").stringValue();
                }));
    }

    private Record list(RestRequest request) {
        UUID after = request.query().cursor().id();
        int limit = request.query().limit();
        return Items.of(Page.cut(
                notes.values().stream()
                        .filter(note -> note.id().toString().compareTo(after.toString()) > 0)
                        .sorted((one, other) ->
                                one.id().toString().compareTo(other.id().toString()))
                        .limit(limit + 1L)
                        .toList(),
                limit,
                note -> new Cursor("", note.id())));
    }

    private Note find(UUID id) {
        return Optional.ofNullable(notes.get(id)).orElseThrow(NotesApi::missing);
    }

    private CommandResult change(UUID id, Draft draft, ExpectedVersions expected) {
        Note note = find(id);
        return expected.objection(note.version(), Json.tree(note))
                .map(CommandResult::refused)
                .orElseGet(() -> put(new Note(id, draft.title(), note.version() + 1)));
    }

    private CommandResult put(Note note) {
        notes.put(note.id(), note);
        return done(note);
    }

    private CommandResult delete(UUID id, ExpectedVersions expected) {
        Note note = find(id);
        return expected.objection(note.version(), Json.tree(note))
                .map(CommandResult::refused)
                .orElseGet(() -> {
                    notes.remove(id);
                    return done(note);
                });
    }

    private static CommandResult done(Note note) {
        return new CommandResult.Done(
                Json.tree(note),
                new Change(new Change.Target("note", note.id().toString()), Optional.empty(), Optional.empty()));
    }

    private static RefusedException missing() {
        return new RefusedException(Refusal.of(ErrorCode.NOT_FOUND, "There is no such note"));
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
