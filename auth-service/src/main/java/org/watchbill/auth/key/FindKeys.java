package org.watchbill.auth.key;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.kit.database.Database;

/** Lists the keys by their public facts. */
public final class FindKeys {

    private final Database database;
    private final KeyVault vault;
    private final InstantSource time;

    FindKeys(Database database, KeyVault vault, InstantSource time) {
        this.database = database;
        this.vault = vault;
        this.time = time;
    }

    /** The published keys, older ones first. */
    public List<KeyFacts> find() {
        Instant now = time.instant();
        List<SigningKey> keys = database.read(vault::all);
        return KeyRules.published(keys, now).stream()
                .map(key -> new KeyFacts(
                        key.id(),
                        key.algorithm().getName(),
                        KeyRules.state(keys, key, now),
                        key.createdAt(),
                        key.signsFrom(),
                        KeyRules.end(keys, key)))
                .toList();
    }
}
