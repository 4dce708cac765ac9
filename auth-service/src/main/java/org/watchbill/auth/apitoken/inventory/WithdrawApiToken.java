package org.watchbill.auth.apitoken.inventory;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.apitoken.ApiToken;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Ends somebody's API token on behalf of the organisation. */
public final class WithdrawApiToken {

    private final OrganisationTokens tokens;

    public WithdrawApiToken(OrganisationTokens tokens) {
        this.tokens = tokens;
    }

    public CommandResult run(DbTransaction transaction, Caller.Organisation organisation, UUID id) {
        Organisation.Id owner = new Organisation.Id(organisation.id());
        ApiToken.Id token = new ApiToken.Id(id);
        Change.Target target = new Change.Target("api_token", id.toString());
        Optional<ApiTokenView> found = tokens.find(transaction, owner, token);
        if (found.isEmpty() || !tokens.delete(transaction, owner, token)) {
            return new CommandResult.Refused(
                    Refusal.of(ErrorCode.NOT_FOUND, "There is no such API token in the organisation"),
                    Optional.of(target));
        }
        return new CommandResult.Done(
                Json.object(),
                new Change(target, Optional.of(CanonicalJson.digest(Json.tree(found.get()))), Optional.empty()));
    }
}
