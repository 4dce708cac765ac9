package org.watchbill.auth.grant;

import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.seal.Seal;

/** Rotates a refresh token, or ends the grant when one is used that should be dead. */
public final class RefreshGrant {

    /**
     * A refresh token as a client presents it.
     *
     * @param scopes empty when it asked for none in particular
     * @param resource empty when it named none
     * @param key thumbprint of the key that signed the request
     */
    public record Request(
            String refreshToken, String clientId, Set<String> scopes, String resource, Optional<String> key) {}

    private final Database database;
    private final Grants grants;
    private final RefreshTokens refreshTokens;
    private final InstantSource time;

    public RefreshGrant(Database database, Grants grants, RefreshTokens refreshTokens, InstantSource time) {
        this.database = database;
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.time = time;
    }

    public Redemption refresh(Request request) {
        Instant now = time.instant();
        String hash = SecretHash.of(request.refreshToken());
        return database.inTransaction(transaction -> {
            Optional<RefreshTokens.Row> found = refreshTokens.find(transaction, hash);
            if (found.isEmpty()) {
                return new Redemption.Refused();
            }
            Grant.Id grantId = found.get().grant();
            grants.lock(transaction, grantId);
            Optional<Grant> grant = grants.alive(transaction, grantId, now)
                    .filter(alive -> alive.clientId().equals(request.clientId()));
            Optional<RefreshTokens.Row> token = refreshTokens.find(transaction, hash);
            if (grant.isEmpty() || token.isEmpty() || !grants.isHeldBy(transaction, grantId, request.key())) {
                return new Redemption.Refused();
            }
            if (!grant.get().scopes().containsAll(request.scopes())) {
                return new Redemption.ScopeTooWide();
            }
            if (!request.resource().isEmpty()
                    && !request.resource().equals(grant.get().resource())) {
                return new Redemption.OtherResource();
            }
            Redemption answer = advance(transaction, token.get(), grant.get(), request.refreshToken(), now);
            grants.use(transaction, grantId, now);
            return answer;
        });
    }

    private Redemption advance(
            DbTransaction transaction, RefreshTokens.Row token, Grant grant, String presented, Instant now) {
        boolean successorUsed = token.used()
                .flatMap(used -> refreshTokens.find(transaction, used.successorHash()))
                .flatMap(RefreshTokens.Row::used)
                .isPresent();
        return switch (RotationRules.decide(token, successorUsed, now)) {
            case ROTATE -> new Redemption.Accepted(grant, rotate(transaction, token, presented, now), "");
            case REPEAT -> new Redemption.Accepted(grant, successor(token, presented), "");
            case KILL -> {
                grants.revoke(transaction, grant.id(), now);
                yield new Redemption.Refused();
            }
        };
    }

    private String rotate(DbTransaction transaction, RefreshTokens.Row token, String presented, Instant now) {
        String successor = RandomSecret.next();
        String sealed = sealOf(presented).close(successor.getBytes(StandardCharsets.UTF_8), List.of());
        boolean first = refreshTokens.use(
                transaction, token.secretHash(), new RefreshTokens.Used(now, SecretHash.of(successor), sealed));
        if (!first) {
            throw new IllegalStateException("A refresh token was used while its grant was locked");
        }
        refreshTokens.insert(transaction, SecretHash.of(successor), token.grant(), now);
        return successor;
    }

    private static String successor(RefreshTokens.Row token, String presented) {
        String sealed = token.used().orElseThrow().successorSealed();
        return new String(sealOf(presented).open(sealed, List.of()).orElseThrow(), StandardCharsets.UTF_8);
    }

    /** Only the holder of the token that was presented first can have its successor again. */
    private static Seal sealOf(String presented) {
        return new Seal(new Secret(presented), "refresh token successor");
    }
}
