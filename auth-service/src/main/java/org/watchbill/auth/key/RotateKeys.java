package org.watchbill.auth.key;

import com.nimbusds.jose.JWSAlgorithm;
import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.kit.database.Database;

/** Makes the keys that sign next, and clears away those whose last token has expired; safe on several replicas. */
public final class RotateKeys {

    private final Database database;
    private final KeyVault vault;
    private final InstantSource time;

    RotateKeys(Database database, KeyVault vault, InstantSource time) {
        this.database = database;
        this.vault = vault;
        this.time = time;
    }

    /**
     * Publishes the next keys unless some are published already and wait; returns when they begin to sign, at most a
     * quarter of an hour from now.
     */
    public Instant rotate(DbTransaction transaction) {
        vault.lock(transaction);
        Instant now = time.instant();
        List<SigningKey> keys = vault.all(transaction);
        Instant next = now.plus(KeyRules.PUBLISHED_BEFORE);
        for (JWSAlgorithm algorithm : KeyVault.ALGORITHMS) {
            SigningKey newest = KeyRules.newest(keys, algorithm);
            if (now.isBefore(newest.signsFrom())) {
                next = newest.signsFrom();
            } else {
                vault.add(transaction, algorithm, newest.generation() + 1, now, next);
            }
        }
        return next;
    }

    /** Rotates when the signing keys have signed for {@code age}, and deletes the keys that nobody needs any more. */
    public void maintain(Duration age) {
        Instant now = time.instant();
        List<SigningKey> keys = database.read(vault::all);
        boolean due = KeyVault.ALGORITHMS.stream()
                .anyMatch(algorithm -> !now.isBefore(
                        KeyRules.newest(keys, algorithm).signsFrom().plus(age)));
        List<SigningKey> published = KeyRules.published(keys, now);
        if (due) {
            database.inTransaction(this::rotate);
        }
        if (published.size() < keys.size()) {
            database.inTransaction(transaction -> {
                keys.stream()
                        .filter(key -> !published.contains(key))
                        .forEach(key -> vault.delete(transaction, key.id()));
                return published;
            });
        }
    }
}
