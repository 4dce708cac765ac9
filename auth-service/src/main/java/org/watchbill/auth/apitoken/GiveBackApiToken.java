package org.watchbill.auth.apitoken;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;

/** Ends the API token that somebody presents: whoever found a lost one can make it worthless. */
public final class GiveBackApiToken {

    private final Database database;
    private final ApiTokens tokens;
    private final AccountEvents events;
    private final InstantSource time;

    public GiveBackApiToken(Database database, ApiTokens tokens, AccountEvents events, InstantSource time) {
        this.database = database;
        this.tokens = tokens;
        this.events = events;
        this.time = time;
    }

    /** Whether {@code text} looks like an API token at all. */
    public static boolean concerns(String text) {
        return ApiTokenText.isWellFormed(text);
    }

    public void giveBack(String presented) {
        database.inTransaction(transaction -> tokens.alive(transaction, SecretHash.of(presented), time.instant())
                .map(token -> end(transaction, token)));
    }

    private ApiToken end(DbTransaction transaction, ApiToken token) {
        tokens.delete(transaction, token.id());
        String id = token.id().toString();
        events.tell(
                transaction,
                token.organisation(),
                new Happening(
                        "revoke_api_token",
                        new Actor(holder(token), Actor.Type.API, "api-token:" + id, id),
                        token.id().target(),
                        Outcome.SUCCESS,
                        Optional.empty(),
                        Json.object()));
        return token;
    }

    private static String holder(ApiToken token) {
        return switch (token.holder()) {
            case ApiToken.Holder.OfPerson(User.Id user) -> user.toString();
            case ApiToken.Holder.OfService(ServiceAccount.Id account) -> "service-account:" + account;
        };
    }
}
