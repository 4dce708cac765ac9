package org.watchbill.kit.rest;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.ApiDoor;
import org.watchbill.kit.token.Caller;

/** The operations of a REST API and what they do: routes and document come from the same list. */
public final class RestApi {

    /** Answers a read with a record; throws {@link org.watchbill.kit.refusal.RefusedException}. */
    @FunctionalInterface
    public interface Reading {

        Record read(Caller caller, RestRequest request);
    }

    /** Reads the request for a write; throws {@link org.watchbill.kit.refusal.RefusedException}. */
    @FunctionalInterface
    public interface Writing {

        ApiWrites.Write write(Caller caller, RestRequest request);
    }

    /** The operations of one part of the API. */
    @FunctionalInterface
    public interface Part {

        void enter(RestApi api);
    }

    private record Entry(Operation operation, Handler handler) {}

    private final String base;
    private final ApiDoor door;
    private final ApiWrites writes;
    private final Bodies bodies = new Bodies();
    private final List<Entry> entries = new ArrayList<>();

    /** {@code base} is the path above all operations, such as {@code /api/v1}. */
    public RestApi(String base, ApiDoor door, Commands commands) {
        this.base = base;
        this.door = door;
        this.writes = new ApiWrites(door, commands);
    }

    public RestApi with(Part... parts) {
        for (Part part : parts) {
            part.enter(this);
        }
        return this;
    }

    public RestApi read(Operation operation, Reading reading) {
        entries.add(new Entry(
                operation,
                door.authenticate((caller, request, response) -> read(operation, reading, caller, request, response))));
        return this;
    }

    public RestApi write(Operation operation, Writing writing) {
        ApiWrites.Door admitted = new ApiWrites.Door(
                operation.name(),
                operation.admission(),
                Optional.of(base + operation.path()).filter(path -> !operation.hasId()));
        entries.add(new Entry(
                operation,
                writes.handler(
                        admitted,
                        (caller, request) -> writing.write(caller, new RestRequest(operation, request, bodies)))));
        return this;
    }

    public List<Operation> operations() {
        return entries.stream().map(Entry::operation).toList();
    }

    public String base() {
        return base;
    }

    public void routing(HttpRouting.Builder routing) {
        entries.forEach(entry -> routing.route(
                Method.create(entry.operation().method().name()),
                base + entry.operation().path(),
                entry.handler()));
    }

    private void read(
            Operation operation, Reading reading, Caller caller, ServerRequest request, ServerResponse response) {
        Optional<Refusal> refusal = operation.admission().refusal(caller);
        if (refusal.isPresent()) {
            Answers.refuse(response, operation.admission().scope(), refusal.get());
            return;
        }
        Record answer = reading.read(caller, new RestRequest(operation, request, bodies));
        Answers.send(response, Status.OK_200, Optional.empty(), Json.tree(answer));
    }
}
