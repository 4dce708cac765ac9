package org.watchbill.auth.api;

import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;

/** The organisation of a caller, beyond which nothing exists. */
final class Tenant {

    private Tenant() {}

    static Organisation.Id of(Caller caller) {
        return new Organisation.Id(caller.organisation().id());
    }

    static RefusedException nothing() {
        return new RefusedException(
                Refusal.of(ErrorCode.NOT_FOUND, "There is nothing with this id in the organisation"));
    }
}
