package org.watchbill.kit.rest;

import io.helidon.dbclient.DbTransaction;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.command.Command;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.http.Trace;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.ApiSecurity;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Challenges;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The writes of the REST API, as commands, for administrators who hold the scope. Once the token is accepted every end is
 * recorded: a wrong role, a missing scope and a body that cannot be read too.
 */
public final class ApiWrites {

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

    /** What a request asks for: {@code arguments} decide whether a repeated key is the same call. */
    public record Write(
            JsonNode arguments, JsonNode audited, Status success, Function<DbTransaction, CommandResult> work) {}

    /** Reads the request; throws {@link RefusedException} or {@link JsonFormatException}. */
    @FunctionalInterface
    public interface Reading {

        Write read(Caller caller, ServerRequest request);
    }

    /** An operation as the audit log names it, and the scopes that it takes, with spaces between. */
    private record Operation(String name, String scope) {}

    private final ApiSecurity security;
    private final Commands commands;

    public ApiWrites(ApiSecurity security, Commands commands) {
        this.security = security;
        this.commands = commands;
    }

    public Handler handler(String operation, String scope, Reading reading) {
        Operation named = new Operation(operation, scope);
        return security.authenticate((caller, request, response) -> run(named, reading, caller, request, response));
    }

    private void run(
            Operation operation, Reading reading, Caller caller, ServerRequest request, ServerResponse response) {
        Write write;
        try {
            write = admitted(operation, reading, caller, request);
        } catch (RefusedException e) {
            Command unread = command(operation, caller, request, Json.object(), Json.object());
            answer(response, operation, Status.OK_200, commands.refuse(unread, e.refusal()));
            return;
        }
        Command command = command(operation, caller, request, write.arguments(), write.audited());
        answer(response, operation, write.success(), commands.execute(command, write.work()));
    }

    private static Write admitted(Operation operation, Reading reading, Caller caller, ServerRequest request) {
        refusal(caller, operation.scope()).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        try {
            return reading.read(caller, request);
        } catch (JsonFormatException e) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Refusal> refusal(Caller caller, String scope) {
        if (!caller.isAdmin()) {
            return Optional.of(
                    Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Only an administrator of the organisation may do this"));
        }
        return Arrays.stream(scope.split(" ")).allMatch(caller::may)
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The token lacks the scope " + scope));
    }

    private static Command command(
            Operation operation, Caller caller, ServerRequest request, JsonNode arguments, JsonNode audited) {
        return new Command(
                UUID.randomUUID(),
                caller,
                Actor.Type.API,
                operation.name(),
                arguments,
                audited,
                request.headers().first(IDEMPOTENCY_KEY),
                Optional.of(Trace.of(request).traceId()));
    }

    private static void answer(ServerResponse response, Operation operation, Status success, CommandResult result) {
        switch (result) {
            case CommandResult.Done(JsonNode answer, var change) -> JsonBody.send(response, success, answer);
            case CommandResult.Refused(Refusal refusal, var target) -> {
                if (refusal.code() == ErrorCode.INSUFFICIENT_SCOPE) {
                    Challenges.insufficient(response, operation.scope());
                } else {
                    send(response, refusal);
                }
            }
        }
    }

    /** As {@link Problems} does; the problems of single lines of a file are a member of their own. */
    private static void send(ServerResponse response, Refusal refusal) {
        Optional<JsonNode> errors =
                refusal.current().map(current -> current.path("errors")).filter(JsonNode::isArray);
        if (errors.isEmpty()) {
            Problems.send(response, refusal);
            return;
        }
        Status status = Status.create(refusal.code().status());
        ObjectNode problem = Json.object()
                .put("type", "about:blank")
                .put("title", status.reasonPhrase())
                .put("status", status.code())
                .put("detail", refusal.message())
                .put("code", refusal.code().text());
        problem.set("errors", errors.get());
        response.status(status)
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/problem+json"))
                .send(Json.bytes(problem));
    }
}
