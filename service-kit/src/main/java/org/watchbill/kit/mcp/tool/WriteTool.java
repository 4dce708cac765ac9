package org.watchbill.kit.mcp.tool;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.Command;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.confirmation.StateRejectedException;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.schema.ToolArguments;
import org.watchbill.kit.mcp.task.TaskRun;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls of a write: role, scope, arguments, the stored end of a repeated call, confirmation, work. Every end leaves one
 * audit row, by {@link Commands}; the round that asks and a call that breaks the protocol leave none.
 */
record WriteTool<I extends Record, O extends Record>(
        Tool.Write<I, O> tool,
        ToolArguments<I> arguments,
        Commands commands,
        Confirmations confirmations,
        DeferredCalls deferred)
        implements ServedTool {

    private static final String IDEMPOTENCY_KEY = "idempotency_key";

    @Override
    public ObjectNode call(ToolCall call) {
        Command asSent = command(call, call.callId(), Set.of());
        Optional<Refusal> denied = Admission.refusal(policy().access(), call.caller());
        if (denied.isPresent()) {
            return result(commands.refuse(asSent, denied.get()));
        }
        I input;
        try {
            input = arguments.read(call.arguments());
        } catch (RefusedException e) {
            return result(commands.refuse(asSent, e.refusal()));
        }
        Command command = command(
                call, sealedCallId(call).orElse(call.callId()), tool.spec().audited());
        Optional<CommandResult> stored = commands.stored(command);
        return stored.isPresent() ? result(stored.get()) : confirmed(call, command, input);
    }

    private ObjectNode confirmed(ToolCall call, Command command, I input) {
        if (policy().confirm() == ToolPolicy.Confirm.NEVER) {
            return executeOrDefer(call, command, input);
        }
        return switch (ConfirmationAnswer.of(call)) {
            case YES -> executeOrDefer(call, command, input);
            case NO ->
                result(commands.refuse(
                        command, Refusal.of(ErrorCode.NOT_CONFIRMED, "The person did not confirm; nothing was done")));
            case NONE -> unanswered(call, command, input);
        };
    }

    private ObjectNode unanswered(ToolCall call, Command command, I input) {
        if (call.canAsk()) {
            return ask(call, command, input);
        }
        if (policy().confirm() == ToolPolicy.Confirm.ASK) {
            return executeOrDefer(call, command, input);
        }
        return result(commands.refuse(
                command,
                Refusal.of(
                        ErrorCode.CONFIRMATION_FAILED,
                        "A person must confirm this, and the client cannot ask; nothing was done")));
    }

    private ObjectNode ask(ToolCall call, Command command, I input) {
        return switch (preview(command, input)) {
            case Preview.Ask(String message) ->
                ToolResults.ask(
                        message,
                        confirmations.seal(
                                command.callId(), call.caller(), command.operation(), digest(call.arguments())));
            case Preview.Refused(Refusal refusal, Optional<Change.Target> target) ->
                result(commands.execute(command, _ -> new CommandResult.Refused(refusal, target)));
        };
    }

    private Preview preview(Command command, I input) {
        try {
            return tool.handler().preview(command.caller(), input);
        } catch (RefusedException e) {
            return new Preview.Refused(e.refusal(), Optional.empty());
        } catch (RuntimeException e) {
            commands.refuse(command, Refusal.of(ErrorCode.INTERNAL, "The call failed inside the service"));
            throw e;
        }
    }

    @Override
    public ObjectNode resume(ToolCall call, TaskRun run) {
        Command command = command(call, call.callId(), tool.spec().audited());
        Optional<CommandResult> stored = commands.stored(command);
        if (stored.isPresent()) {
            return result(stored.get());
        }
        I input;
        try {
            input = arguments.read(call.arguments());
        } catch (RefusedException e) {
            return result(commands.refuse(command, e.refusal()));
        }
        return run.committing(() -> execute(command, input));
    }

    private ObjectNode executeOrDefer(ToolCall call, Command command, I input) {
        return deferred.defer(
                        tool.spec(), call.named(command.callId()), refusal -> result(commands.refuse(command, refusal)))
                .orElseGet(() -> execute(command, input));
    }

    private ObjectNode execute(Command command, I input) {
        return result(commands.execute(command, transaction -> work(transaction, command, input)));
    }

    private CommandResult work(DbTransaction transaction, Command command, I input) {
        try {
            return switch (tool.handler().write(transaction, command.caller(), input)) {
                case Answer.Value<O>(O value, Optional<Change> change) ->
                    new CommandResult.Done(Json.tree(value), change.orElseGet(this::unchanged));
                case Answer.Refused<O>(Refusal refusal, Optional<Change.Target> target) ->
                    new CommandResult.Refused(refusal, target);
            };
        } catch (RefusedException e) {
            return CommandResult.refused(e.refusal());
        }
    }

    private Change unchanged() {
        return new Change(new Change.Target("tool", tool.spec().name()), Optional.empty(), Optional.empty());
    }

    private Optional<UUID> sealedCallId(ToolCall call) {
        if (policy().confirm() == ToolPolicy.Confirm.NEVER) {
            return Optional.empty();
        }
        try {
            return call.requestState()
                    .map(state ->
                            confirmations.open(state, call.caller(), tool.spec().name(), digest(call.arguments())));
        } catch (StateRejectedException e) {
            throw RpcException.invalidParams("The requestState is not valid, or not any more");
        }
    }

    /** Arguments that have not been checked may hold anything, so none of them is {@code audited}. */
    private Command command(ToolCall call, UUID callId, Set<String> audited) {
        JsonNode key = call.arguments().path(IDEMPOTENCY_KEY);
        return new Command(
                callId,
                call.caller(),
                Actor.Type.MCP,
                tool.spec().name(),
                call.arguments(),
                AuditedArguments.of(call.arguments(), audited),
                key.stringValueOpt(),
                call.traceId());
    }

    private ToolPolicy policy() {
        return tool.spec().policy();
    }

    private ObjectNode result(CommandResult result) {
        return switch (result) {
            case CommandResult.Done(JsonNode answer, var _) -> ToolResults.value(answer);
            case CommandResult.Refused(Refusal refusal, var _) -> ToolResults.refused(refusal, policy());
        };
    }

    private static String digest(JsonNode arguments) {
        return CanonicalJson.digest(arguments);
    }
}
