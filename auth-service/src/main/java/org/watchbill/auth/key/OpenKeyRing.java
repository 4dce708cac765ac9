package org.watchbill.auth.key;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;

/** Loads the signing keys; at the first start of an installation makes them, once however many replicas start. */
public final class OpenKeyRing {

    private final Database database;
    private final KeyVault vault;
    private final InstantSource time;

    public OpenKeyRing(Database database, Secret encryption, InstantSource time) {
        this.database = database;
        this.vault = new KeyVault(encryption);
        this.time = time;
    }

    public KeyRing open() {
        List<SigningKey> stored = database.read(vault::all);
        for (JWSAlgorithm algorithm : KeyVault.ALGORITHMS) {
            if (stored.stream().noneMatch(key -> key.algorithm().equals(algorithm))) {
                makeFirst(algorithm);
            }
        }
        return new KeyRing(() -> database.read(vault::all), time);
    }

    /** The next keys, when an administrator or their age asks for them. */
    public RotateKeys rotation() {
        return new RotateKeys(database, vault, time);
    }

    public FindKeys facts() {
        return new FindKeys(database, vault, time);
    }

    private void makeFirst(JWSAlgorithm algorithm) {
        Instant now = time.instant();
        try {
            database.inTransaction(transaction -> {
                vault.add(transaction, algorithm, 1, now, now);
                return algorithm;
            });
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
        }
    }
}
