package org.watchbill.auth.scope;

import static org.watchbill.kit.token.Role.ADMIN;
import static org.watchbill.kit.token.Role.MEMBER;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of scopes in the order in which they are shown, and the older spellings that mean the same. */
public final class Scopes {

    /** Rights of OpenID Connect; they say who the person is and give no access to the organisation. */
    public static final Set<String> IDENTITY = Set.of("openid", "profile", "email", "offline_access");

    /** Granted when a request names no scope that is known. */
    public static final Set<String> DEFAULTS = Set.of("profile:read", "schedule:read", "requests:read");

    private static final Map<String, String> ALIASES = Map.of(
            "read:profile", "profile:read",
            "read:schedule", "schedule:read",
            "read:requests", "requests:read",
            "read:members", "members:read",
            "admin:requests", "requests:approve",
            "admin:members", "members:write");

    private static final List<Scope> TABLE = List.of(
            new Scope("profile:read", "see your name, role and organisation", MEMBER),
            new Scope("schedule:read", "see the schedule and who is on duty", MEMBER),
            new Scope("schedule:write", "change the schedule: shifts, assignments and imports", ADMIN),
            new Scope("requests:read", "see coverage and swap requests", MEMBER),
            new Scope("requests:write", "submit, answer and withdraw requests in your name", MEMBER),
            new Scope("requests:approve", "approve and deny other people's requests", ADMIN),
            new Scope("members:read", "see the team and how to reach it", MEMBER),
            new Scope("members:write", "add and change members of the team", ADMIN),
            new Scope("audit:read", "see the record of what was done", MEMBER));

    /** Rights over the organisation's accounts, at this service's own API; offered only to who asks for them by name. */
    private static final List<Scope> ACCOUNTS = List.of(
            new Scope("organisation:read", "see the organisation's name and time zone", MEMBER),
            new Scope("organisation:write", "change the organisation's name and time zone", ADMIN),
            new Scope("people:read", "see who belongs to the organisation", MEMBER),
            new Scope("people:write", "invite people, change their roles, disable and remove them", ADMIN),
            new Scope("clients:read", "see the organisation's own clients and service accounts", ADMIN),
            new Scope(
                    "clients:write",
                    "add, change and delete the organisation's own clients and service accounts",
                    ADMIN),
            new Scope("connections:read", "see everybody's connections and API tokens", ADMIN),
            new Scope("connections:write", "end everybody's connections and API tokens", ADMIN));

    private static final Map<String, Scope> BY_NAME = byName();

    private Scopes() {}

    /** Rights at the gateway and the services. */
    public static List<Scope> all() {
        return TABLE;
    }

    /** Rights at this service's own API. */
    public static List<Scope> ofAccounts() {
        return ACCOUNTS;
    }

    /** The scope with this name or alias. */
    public static Optional<Scope> find(String name) {
        return Optional.ofNullable(BY_NAME.get(ALIASES.getOrDefault(name, name)));
    }

    /** What {@code names} allow, in plain words; nothing is said of those that only tell who the person is. */
    public static String words(Collection<String> names) {
        return Stream.concat(TABLE.stream(), ACCOUNTS.stream())
                .filter(scope -> names.contains(scope.name()))
                .map(Scope::words)
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Scope> byName() {
        Map<String, Scope> byName = new LinkedHashMap<>();
        TABLE.forEach(scope -> byName.put(scope.name(), scope));
        ACCOUNTS.forEach(scope -> byName.put(scope.name(), scope));
        return byName;
    }
}
