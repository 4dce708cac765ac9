package org.watchbill.auth.invitation;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.auth.link.LetterText;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.mail.Mail;
import org.watchbill.kit.mail.MailOutbox;
import org.watchbill.kit.token.Caller;

/** Brings the link to the invited address, if mail can be sent. */
public final class SendInvitation {

    private final MailOutbox outbox;
    private final LinkDoor links;

    public SendInvitation(MailOutbox outbox, LinkDoor links) {
        this.outbox = outbox;
        this.links = links;
    }

    boolean canMail() {
        return outbox.isOpen();
    }

    void send(DbTransaction transaction, Invitation invitation, Caller caller, Secret secret) {
        String organisation = LetterText.name(caller.organisation().name());
        String text = """
                Hello%s,

                %s invites you to the on-call schedule of %s.

                To join, open this link:
                %s

                It works once, until %s.

                If you do not know who that is, do nothing: without the link nothing happens.
                """.formatted(
                invitation.name().isEmpty() ? "" : " " + LetterText.name(invitation.name()),
                LetterText.name(caller.profile().name()),
                organisation,
                links.link(secret.reveal()),
                LetterText.time(
                        invitation.sending().expiresAt(), caller.organisation().zone()));
        outbox.add(transaction, new Mail(invitation.email(), "Invitation to " + organisation, text));
    }
}
