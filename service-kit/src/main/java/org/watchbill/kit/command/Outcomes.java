package org.watchbill.kit.command;

import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.refusal.ErrorCode;

/** Which outcome the audit log shows for an error code. */
final class Outcomes {

    private Outcomes() {}

    static Outcome of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, NOT_FOUND, VERSION_REQUIRED -> Outcome.INVALID;
            case UNAUTHENTICATED, INSUFFICIENT_SCOPE, FORBIDDEN_ROLE, QUOTA_EXCEEDED, RATE_LIMITED -> Outcome.DENIED;
            case CONFLICT, VERSION_CONFLICT, SLOT_UNAVAILABLE -> Outcome.CONFLICT;
            case NOT_CONFIRMED, CONFIRMATION_FAILED -> Outcome.DECLINED;
            case PROVIDER_UNAVAILABLE, SERVICE_UNAVAILABLE, INTERNAL -> Outcome.ERROR;
        };
    }
}
