package org.watchbill.kit.rest;

import io.helidon.dbclient.DbTransaction;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.command.Command;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.http.Trace;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.ApiDoor;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The writes of a REST API, as commands, for administrators who hold the scope. Once the token is accepted every end is
 * recorded: a wrong role, a missing scope and a body that cannot be read too.
 */
public final class ApiWrites {

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

    /**
     * What a request asks for.
     *
     * @param arguments decide whether a repeated key is the same call
     * @param shown members that the answer gets when it is sent and that are not stored with it, such as a secret that is
     *     shown once
     */
    public record Write(
            JsonNode arguments,
            JsonNode audited,
            Status success,
            Function<DbTransaction, CommandResult> work,
            Supplier<ObjectNode> shown) {

        public Write(
                JsonNode arguments, JsonNode audited, Status success, Function<DbTransaction, CommandResult> work) {
            this(arguments, audited, success, work, Json::object);
        }

        /** The same with {@code members} in the answer. */
        public Write showing(Supplier<ObjectNode> members) {
            return new Write(arguments, audited, success, work, members);
        }
    }

    /** Reads the request; throws {@link RefusedException} or {@link JsonFormatException}. */
    @FunctionalInterface
    public interface Reading {

        Write read(Caller caller, ServerRequest request);
    }

    /** An operation as the audit log names it, and the path under which what it makes is found. */
    record Door(String operation, Admission admission, Optional<String> collection) {}

    private final ApiDoor security;
    private final Commands commands;

    public ApiWrites(ApiDoor security, Commands commands) {
        this.security = security;
        this.commands = commands;
    }

    public Handler handler(String operation, String scope, Reading reading) {
        return handler(new Door(operation, Admission.administrators(scope), Optional.empty()), reading);
    }

    Handler handler(Door door, Reading reading) {
        return security.authenticate((caller, request, response) -> run(door, reading, caller, request, response));
    }

    private void run(Door door, Reading reading, Caller caller, ServerRequest request, ServerResponse response) {
        Command unread = command(door, caller, request, Json.object(), Json.object());
        Write write;
        try {
            write = admitted(door, reading, caller, request);
        } catch (RefusedException e) {
            answer(response, door, commands.refuse(unread, e.refusal()), Status.OK_200, Json::object);
            return;
        } catch (HttpException | RequestException e) {
            commands.refuse(unread, Refusal.of(ErrorCode.INVALID_ARGUMENT, "The body cannot be taken"));
            throw e;
        }
        Command command = command(door, caller, request, write.arguments(), write.audited());
        answer(response, door, commands.execute(command, write.work()), write.success(), write.shown());
    }

    private static Write admitted(Door door, Reading reading, Caller caller, ServerRequest request) {
        door.admission().refusal(caller).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        try {
            return reading.read(caller, request);
        } catch (JsonFormatException e) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage())));
        }
    }

    private static Command command(
            Door door, Caller caller, ServerRequest request, JsonNode arguments, JsonNode audited) {
        return new Command(
                UUID.randomUUID(),
                caller,
                Actor.Type.API,
                door.operation(),
                arguments,
                audited,
                request.headers().first(IDEMPOTENCY_KEY),
                Optional.of(Trace.of(request).traceId()));
    }

    private static void answer(
            ServerResponse response, Door door, CommandResult result, Status success, Supplier<ObjectNode> shown) {
        switch (result) {
            case CommandResult.Done(JsonNode answer, var change) ->
                Answers.send(response, success, door.collection(), with(answer, shown.get()));
            case CommandResult.Refused(Refusal refusal, var target) ->
                Answers.refuse(response, door.admission().scope(), refusal);
        }
    }

    private static JsonNode with(JsonNode answer, ObjectNode shown) {
        return shown.isEmpty() ? answer : ((ObjectNode) answer.deepCopy()).setAll(shown);
    }
}
