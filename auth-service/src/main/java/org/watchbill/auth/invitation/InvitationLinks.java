package org.watchbill.auth.invitation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Database;

/** The links that an administrator has to bring to people, because no mail can be sent. */
public final class InvitationLinks {

    private final Database database;
    private final Invitations invitations;
    private final LinkDoor links;
    private final InstantSource time;

    public InvitationLinks(Database database, Invitations invitations, LinkDoor links, InstantSource time) {
        this.database = database;
        this.invitations = invitations;
        this.links = links;
        this.time = time;
    }

    /**
     * The link with {@code secret}, to be shown once to the administrator whose order carried it; empty when it went out by
     * mail, and when the order came to nothing or was a repeat of an earlier one.
     */
    public Optional<String> toShow(Secret secret) {
        Instant now = time.instant();
        return database.read(reader -> invitations.open(reader, SecretHash.of(secret.reveal()), now))
                .filter(invitation -> !invitation.sending().mailed())
                .map(invitation -> links.link(secret.reveal()));
    }
}
