package org.watchbill.auth.account;

import java.util.UUID;

/**
 * A person who can sign in; {@code email} is in lower case.
 *
 * @param emailVerified whether the person has shown that mail to the address reaches them
 */
public record User(Id id, String email, String name, String passwordHash, boolean disabled, boolean emailVerified) {

    /** Identifies a user for ever; the subject of tokens. */
    public record Id(UUID value) {

        public static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
