package org.watchbill.auth.administration;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.command.Command;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/** Runs what administrators ask for on pages as commands: once a form, and recorded in the audit log. */
public final class AdministratorCommands {

    /** Who sent which form; {@code once} names it as it was shown. */
    public record Origin(Administrator administrator, String once, String traceId) {}

    /**
     * What is asked for.
     *
     * @param operation as the audit log names it
     * @param arguments complete but for secrets
     * @param audited the part of the arguments that may stand in the audit log
     */
    public record Order(String operation, JsonNode arguments, JsonNode audited) {}

    private final Commands commands;

    public AdministratorCommands(Commands commands) {
        this.commands = commands;
    }

    public CommandResult run(Origin origin, Order order, Function<DbTransaction, CommandResult> work) {
        return commands.execute(
                new Command(
                        UUID.randomUUID(),
                        origin.administrator().caller(),
                        Actor.Type.USER,
                        order.operation(),
                        order.arguments(),
                        order.audited(),
                        Optional.of(origin.once()),
                        Optional.of(origin.traceId())),
                work);
    }

    /** What was done; a refusal becomes a page of its own. */
    public static CommandResult.Done require(CommandResult result) {
        return switch (result) {
            case CommandResult.Done done -> done;
            case CommandResult.Refused(Refusal refusal, var target) ->
                throw new PageRefusal(refusal.code().status(), "This cannot be done", words(refusal));
        };
    }

    /** What is wrong, as a sentence for the person. */
    public static String words(Refusal refusal) {
        if (refusal.code() == ErrorCode.VERSION_CONFLICT) {
            return "Somebody else has changed this meanwhile. Open the page again to see how it is now.";
        }
        return refusal.message().endsWith(".") ? refusal.message() : refusal.message() + ".";
    }
}
