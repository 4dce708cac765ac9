package org.watchbill.auth.password;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;

/** The links for a new password that an administrator has to bring to people, because no mail can be sent. */
public final class ResetLinks {

    private final Database database;
    private final PasswordResets resets;
    private final LinkDoor links;
    private final InstantSource time;

    public ResetLinks(Database database, PasswordResets resets, LinkDoor links, InstantSource time) {
        this.database = database;
        this.resets = resets;
        this.links = links;
        this.time = time;
    }

    /**
     * The link with {@code secret}, to be shown once to the administrator whose order carried it; empty when the order came
     * to nothing or was a repeat of an earlier one.
     */
    public Optional<String> toShow(Secret secret) {
        Instant now = time.instant();
        return database.read(reader -> resets.open(reader, SecretHash.of(secret.reveal()), now))
                .filter(reset -> !reset.mailed())
                .map(reset -> links.link(secret.reveal()));
    }
}
