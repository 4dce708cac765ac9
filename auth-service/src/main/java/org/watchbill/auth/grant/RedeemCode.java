package org.watchbill.auth.grant;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Turns an authorization code into the first refresh token of its grant, once. */
public final class RedeemCode {

    /**
     * A code as a client presents it.
     *
     * @param redirectUri empty when it sent none
     * @param resource empty when it named none
     * @param key thumbprint of the key that signed the request, which the refresh token is then bound to
     */
    public record Request(
            String code, String clientId, String verifier, String redirectUri, String resource, Optional<String> key) {}

    private final Database database;
    private final Grants grants;
    private final Codes codes;
    private final RefreshTokens refreshTokens;
    private final InstantSource time;

    public RedeemCode(Database database, Grants grants, Codes codes, RefreshTokens refreshTokens, InstantSource time) {
        this.database = database;
        this.grants = grants;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.time = time;
    }

    public Redemption redeem(Request request) {
        Instant now = time.instant();
        String hash = SecretHash.of(request.code());
        return database.inTransaction(transaction -> {
            Optional<Code> found = codes.find(transaction, hash);
            if (found.isEmpty()) {
                return new Redemption.Refused();
            }
            Grant.Id grantId = found.get().grant();
            grants.lock(transaction, grantId);
            Optional<Grant> grant = grants.alive(transaction, grantId, now);
            Optional<Code> code = codes.find(transaction, hash);
            if (grant.isEmpty() || code.isEmpty()) {
                return new Redemption.Refused();
            }
            return redeem(transaction, code.get(), grant.get(), request, now);
        });
    }

    private Redemption redeem(DbTransaction transaction, Code code, Grant grant, Request request, Instant now) {
        CodeRules.Presented presented =
                new CodeRules.Presented(request.clientId(), request.verifier(), request.redirectUri());
        return switch (CodeRules.decide(code, grant.clientId(), presented, now)) {
            case REPLAYED -> {
                grants.revoke(transaction, grant.id(), now);
                yield new Redemption.Refused();
            }
            case REFUSED -> {
                codes.use(transaction, code.secretHash(), now);
                yield new Redemption.Refused();
            }
            case ACCEPTED -> {
                if (!request.resource().isEmpty() && !request.resource().equals(grant.resource())) {
                    codes.use(transaction, code.secretHash(), now);
                    yield new Redemption.OtherResource();
                }
                if (!codes.use(transaction, code.secretHash(), now)) {
                    yield new Redemption.Refused();
                }
                grants.bind(transaction, grant.id(), request.key());
                yield new Redemption.Accepted(grant, refreshTokens.begin(transaction, grant.id(), now), code.nonce());
            }
        };
    }
}
