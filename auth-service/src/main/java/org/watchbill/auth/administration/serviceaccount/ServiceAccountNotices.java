package org.watchbill.auth.administration.serviceaccount;

import java.util.Optional;

/** What is said on the list after something was done. */
final class ServiceAccountNotices {

    private ServiceAccountNotices() {}

    static String of(Optional<String> done) {
        return switch (done.orElse("")) {
            case "created" -> "The service account is made. Make a token for it next.";
            case "changed" -> "The service account is changed.";
            case "disabled" -> "The service account is disabled.";
            case "enabled" -> "The service account is enabled.";
            case "deleted" -> "The service account is deleted.";
            default -> "";
        };
    }
}
