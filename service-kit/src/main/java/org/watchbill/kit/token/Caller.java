package org.watchbill.kit.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, in which organisation and with which rights; made from a verified token only.
 *
 * @param subject the user's UUID as text, {@code client:<id>} for a client in its own name, or
 *     {@code service-account:<uuid>} for a program of the organisation
 * @param clientId the OAuth client through which the caller acts
 * @param tokenId the grant behind the token, for the audit log
 */
public record Caller(
        String subject,
        Organisation organisation,
        Role role,
        Set<String> scopes,
        String clientId,
        String tokenId,
        Profile profile) {

    /** The tenant. {@code zone} is where its wall clocks hang. */
    public record Organisation(UUID id, String name, ZoneId zone) {}

    /**
     * How to name the caller. {@code email} links the user to a member of the schedule: an administrator of the organisation
     * gave it when the user came in, or the user has shown since that mail to it reaches them.
     */
    public record Profile(String name, Optional<String> email) {}

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public Optional<UUID> user() {
        return isProgram(subject) ? Optional.empty() : Optional.of(UUID.fromString(subject));
    }

    static boolean isProgram(String subject) {
        return subject.startsWith("client:") || subject.startsWith("service-account:");
    }

    @JsonIgnore
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** Whether {@code scope} was granted, directly or because {@code resource:write} implies {@code resource:read}. */
    public boolean may(String scope) {
        return scopes.contains(scope)
                || (scope.endsWith(":read") && scopes.contains(scope.substring(0, scope.length() - 4) + "write"));
    }
}
