package org.watchbill.schedule.rest;

import io.helidon.dbclient.DbTransaction;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
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
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the writes of the REST API as commands, for administrators, and sends how they ended. */
public final class ApiWrites {

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

    /** One write: {@code arguments} decide whether a repeated key is the same call, {@code audited} may be logged. */
    public record Write(
            String operation,
            JsonNode arguments,
            JsonNode audited,
            Status success,
            Function<DbTransaction, CommandResult> work) {}

    private final Commands commands;

    public ApiWrites(Commands commands) {
        this.commands = commands;
    }

    public void run(Caller caller, ServerRequest request, ServerResponse response, Write write) {
        Command command = new Command(
                UUID.randomUUID(),
                caller,
                Actor.Type.API,
                write.operation(),
                write.arguments(),
                write.audited(),
                request.headers().first(IDEMPOTENCY_KEY),
                Optional.of(Trace.of(request).traceId()));
        CommandResult result = caller.isAdmin()
                ? commands.execute(command, write.work())
                : commands.refuse(
                        command,
                        Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Only an administrator of the organisation may do this"));
        switch (result) {
            case CommandResult.Done(JsonNode answer, var change) -> JsonBody.send(response, write.success(), answer);
            case CommandResult.Refused(Refusal refusal, var target) -> send(response, refusal);
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
