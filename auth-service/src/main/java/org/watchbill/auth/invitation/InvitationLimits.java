package org.watchbill.auth.invitation;

import java.time.Duration;
import java.time.InstantSource;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.kit.token.Caller;

/** How often invitations go out: by administrator, by organisation, and to one address from whomever. */
public final class InvitationLimits {

    private final Ceiling perAdministrator;
    private final Ceiling perOrganisation;
    private final Ceiling perAddress;

    public InvitationLimits(InstantSource time) {
        this.perAdministrator = new Ceiling(60, Duration.ofHours(1), time);
        this.perOrganisation = new Ceiling(200, Duration.ofHours(1), time);
        this.perAddress = new Ceiling(5, Duration.ofDays(1), time);
    }

    boolean allows(Caller caller, String email) {
        return perAdministrator.allows(caller.subject())
                && perOrganisation.allows(caller.organisation().id().toString())
                && perAddress.allows(email);
    }
}
