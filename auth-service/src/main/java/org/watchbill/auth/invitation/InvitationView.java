package org.watchbill.auth.invitation;

import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.token.Role;

/**
 * An invitation as administrators see it, in JSON and on pages.
 *
 * @param mailed false when the link was handed to the administrator, because no mail can be sent
 */
public record InvitationView(
        String id,
        String email,
        String name,
        Role role,
        String invitedBy,
        boolean mailed,
        Instant sentAt,
        Instant expiresAt,

        @Describe("The link, shown once to whoever asked for it, when no mail can be sent")
        Optional<String> link) {

    public static InvitationView of(Invitation invitation) {
        return new InvitationView(
                invitation.id().toString(),
                invitation.email(),
                invitation.name(),
                invitation.role(),
                invitation.invitedBy(),
                invitation.sending().mailed(),
                invitation.sending().sentAt(),
                invitation.sending().expiresAt(),
                Optional.empty());
    }
}
