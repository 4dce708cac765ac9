package org.watchbill.auth.connection;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Ends somebody's connection on behalf of the organisation. */
public final class WithdrawConnection {

    private final Connections connections;
    private final EndGrants endGrants;

    public WithdrawConnection(Connections connections, EndGrants endGrants) {
        this.connections = connections;
        this.endGrants = endGrants;
    }

    /** The answer is an empty object. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Grant.Id id) {
        Organisation.Id organisation = new Organisation.Id(caller.id());
        Change.Target target = new Change.Target("connection", id.toString());
        Optional<Connection> found = connections.find(transaction, organisation, id);
        if (found.isEmpty()) {
            return refused(ErrorCode.NOT_FOUND, "There is no such connection in the organisation", target);
        }
        if (!endGrants.one(transaction, organisation, id)) {
            return refused(ErrorCode.CONFLICT, "The connection has ended already", target);
        }
        return new CommandResult.Done(
                Json.object(),
                new Change(
                        target,
                        Optional.of(CanonicalJson.digest(Json.tree(ConnectionView.of(found.get())))),
                        Optional.empty()));
    }

    private static CommandResult refused(ErrorCode code, String message, Change.Target target) {
        return new CommandResult.Refused(Refusal.of(code, message), Optional.of(target));
    }
}
