package org.watchbill.auth.apitoken.service;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.apitoken.ApiToken;
import org.watchbill.auth.apitoken.ApiTokenForm;
import org.watchbill.auth.apitoken.ApiTokenRules;
import org.watchbill.auth.apitoken.ApiTokens;
import org.watchbill.auth.apitoken.NewApiToken;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.auth.serviceaccount.ServiceAccounts;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Makes an API token for a service account, with rights that the account's role has. */
public final class CreateServiceToken {

    /** What is wanted; {@code made} is what the administrator is shown if the answer names it. */
    public record Order(ServiceAccount.Id account, ApiTokenForm form, NewApiToken made) {}

    private final Organisations organisations;
    private final ServiceAccounts accounts;
    private final ApiTokens tokens;
    private final InstantSource time;

    public CreateServiceToken(
            Organisations organisations, ServiceAccounts accounts, ApiTokens tokens, InstantSource time) {
        this.organisations = organisations;
        this.accounts = accounts;
        this.tokens = tokens;
        this.time = time;
    }

    /** The answer is {@code {"id"}}, the token's; the secret is in no answer, because answers are stored. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation caller, Order order) {
        Optional<String> fault = order.form().fault();
        if (fault.isPresent()) {
            return CommandResult.refused(Refusal.of(ErrorCode.INVALID_ARGUMENT, fault.get()));
        }
        Organisation.Id organisation = new Organisation.Id(caller.id());
        organisations.lock(transaction, organisation);
        return accounts.lock(transaction, organisation, order.account())
                .map(account -> create(transaction, account, order))
                .orElseGet(() -> CommandResult.refused(
                        Refusal.of(ErrorCode.NOT_FOUND, "There is no such service account in the organisation.")));
    }

    private CommandResult create(DbTransaction transaction, ServiceAccount account, Order order) {
        ApiToken.Holder holder = new ApiToken.Holder.OfService(account.id());
        Instant now = time.instant();
        tokens.deleteExpired(transaction, now.minus(ApiTokenRules.AFTERMATH));
        Optional<Refusal> objection = objection(transaction, account, holder, order.form(), now);
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        ApiToken token = order.form().token(order.made().id(), holder, account.organisation(), now);
        String formHash = SecretHash.of(
                "API token form " + account.subject() + " " + order.form().once());
        tokens.insert(transaction, token, SecretHash.of(order.made().secret()), formHash);
        return new CommandResult.Done(
                Json.object().put("id", token.id().toString()),
                new Change(token.id().target(), Optional.empty(), Optional.empty()));
    }

    private Optional<Refusal> objection(
            DbTransaction transaction, ServiceAccount account, ApiToken.Holder holder, ApiTokenForm form, Instant now) {
        if (!ApiTokenRules.mayHave(account.role(), form.scopes())) {
            return Optional.of(Refusal.invalid("scope", "The service account's role does not allow this."));
        }
        if (tokens.countAlive(transaction, account.organisation(), holder, now) >= ApiTokenRules.MOST_OF_HOLDER) {
            return Optional.of(Refusal.of(
                    ErrorCode.QUOTA_EXCEEDED,
                    "The service account has 20 tokens, which is the most. Revoke one first."));
        }
        return tokens.countAlive(transaction, account.organisation(), now) >= ApiTokenRules.MOST_OF_ORGANISATION
                ? Optional.of(Refusal.of(
                        ErrorCode.QUOTA_EXCEEDED,
                        "The organisation has 500 tokens, which is the most. Somebody has to revoke one first."))
                : Optional.empty();
    }
}
