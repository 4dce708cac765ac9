package org.watchbill.auth.scope;

import org.watchbill.kit.token.Role;

/**
 * One right that a token can carry.
 *
 * @param name such as {@code schedule:read}
 * @param words what it allows, in plain words, as a continuation of "It may ..."
 * @param least the least role that may hold it
 */
public record Scope(String name, String words, Role least) {

    /** Whether anything can change or happen by it; only reading cannot. */
    public boolean changes() {
        return !name.endsWith(":read");
    }

    public boolean allowedTo(Role role) {
        return least == Role.MEMBER || role == Role.ADMIN;
    }
}
