package org.watchbill.kit.token;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The claims of an access token (RFC 9068 section 2.2) whose signature has been checked. */
final class Claims {

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonNode claims;

    Claims(JsonNode claims) {
        this.claims = claims;
    }

    /** Throws {@link InvalidTokenException}. */
    void check(TokenVerifier.Trust trust, Instant now) {
        checkTarget(trust);
        if (!now.isBefore(instant("exp").plus(LEEWAY))) {
            throw new InvalidTokenException("The token has expired");
        }
        if (instant("iat").isAfter(now.plus(LEEWAY))
                || (claims.has("nbf") && instant("nbf").isAfter(now.plus(LEEWAY)))) {
            throw new InvalidTokenException("The token is not valid yet");
        }
    }

    /** Throws {@link InvalidTokenException} when the token is from or for somebody else. */
    void checkTarget(TokenVerifier.Trust trust) {
        if (!text("iss").equals(trust.issuer())) {
            throw new InvalidTokenException("The token is from another issuer");
        }
        JsonNode audience = claims.path("aud");
        boolean isMeant = audience.isArray()
                ? audience.valueStream().anyMatch(value -> trust.isMeant(value.stringValue("")))
                : trust.isMeant(audience.stringValue(""));
        if (!isMeant) {
            throw new InvalidTokenException("The token is for another audience");
        }
    }

    /** Throws {@link InvalidTokenException}. */
    VerifiedToken token() {
        return new VerifiedToken(text("sub"), text("client_id"), scopes(), instant("exp"), caller(), key());
    }

    /** A confirmation of a kind that is not known cannot be checked, so the token cannot be used. */
    private Optional<String> key() {
        if (!claims.has("cnf")) {
            return Optional.empty();
        }
        String thumbprint = claims.path("cnf").path("jkt").stringValue("");
        if (thumbprint.isEmpty()) {
            throw unusable("cnf");
        }
        return Optional.of(thumbprint);
    }

    private Optional<Caller> caller() {
        if (!claims.has("org") || isConnection()) {
            return Optional.empty();
        }
        String subject = text("sub");
        if (!Caller.isProgram(subject)) {
            uuid("sub");
        }
        return Optional.of(new Caller(
                subject, organisation(), role(), scopes(), text("client_id"), text("grant"), profile(subject)));
    }

    /** The token of a client at the gateway names the organisation and says no more of it, nor of the person. */
    private boolean isConnection() {
        return !claims.has("role") && !claims.has("org_name") && !claims.has("org_zone");
    }

    private Caller.Organisation organisation() {
        try {
            return new Caller.Organisation(uuid("org"), text("org_name"), ZoneId.of(text("org_zone")));
        } catch (DateTimeException e) {
            throw unusable("org_zone");
        }
    }

    private Caller.Profile profile(String subject) {
        String name = claims.path("name").stringValue(subject);
        return new Caller.Profile(name, claims.path("email").stringValueOpt());
    }

    private Role role() {
        return switch (text("role")) {
            case "member" -> Role.MEMBER;
            case "admin" -> Role.ADMIN;
            default -> throw unusable("role");
        };
    }

    private Set<String> scopes() {
        String scope = claims.path("scope").stringValue("");
        return scope.isEmpty() ? Set.of() : Set.copyOf(List.of(scope.split(" +")));
    }

    private UUID uuid(String name) {
        try {
            return UUID.fromString(text(name));
        } catch (IllegalArgumentException e) {
            throw unusable(name);
        }
    }

    private Instant instant(String name) {
        JsonNode value = claims.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw unusable(name);
        }
        long seconds = value.longValue();
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw unusable(name);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private String text(String name) {
        String value = claims.path(name).stringValue("");
        if (value.isBlank()) {
            throw unusable(name);
        }
        return value;
    }

    private static InvalidTokenException unusable(String name) {
        return new InvalidTokenException("The token's claim '" + name + "' is missing or invalid");
    }
}
