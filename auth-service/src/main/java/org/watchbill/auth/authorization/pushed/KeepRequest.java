package org.watchbill.auth.authorization.pushed;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Keeps a pushed request until its person decides, and finds it again. */
public final class KeepRequest {

    private final Database database;
    private final PushedRequests requests;
    private final InstantSource time;

    public KeepRequest(Database database, PushedRequests requests, InstantSource time) {
        this.database = database;
        this.requests = requests;
        this.time = time;
    }

    /** The reference under which the client sends its person. */
    public String keep(String clientId, String parameters) {
        Instant now = time.instant();
        String secret = RandomSecret.next();
        return database.inTransaction(transaction -> {
            requests.deleteExpired(transaction, now);
            requests.insert(
                    transaction,
                    new PushedRequest(SecretHash.of(secret), clientId, parameters, Optional.empty()),
                    now.plus(PushedRequest.LIFETIME));
            return PushedRequest.PREFIX + secret;
        });
    }

    /** The request of {@code clientId} under {@code reference}, as long as nobody has decided on it. */
    public Optional<PushedRequest> open(String clientId, String reference) {
        Instant now = time.instant();
        String hash = SecretHash.of(reference.substring(PushedRequest.PREFIX.length()));
        return database.inTransaction(transaction -> {
            requests.open(transaction, hash, now, now.plus(PushedRequest.PATIENCE));
            return requests.alive(transaction, hash, clientId, now);
        });
    }
}
