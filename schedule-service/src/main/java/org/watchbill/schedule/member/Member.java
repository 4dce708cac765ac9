package org.watchbill.schedule.member;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who can be scheduled.
 *
 * @param user the account of auth-service that signs in as this member, once it has
 * @param role what the roster shows, such as Cardiologist; no right follows from it
 */
public record Member(
        Id id, Optional<UUID> user, String name, Contact contact, Optional<String> role, boolean active, long version) {

    /** A member who is new to the organisation. */
    public static Member add(NewMember wanted) {
        return new Member(Id.fresh(), Optional.empty(), wanted.name(), wanted.contact(), wanted.role(), true, 1);
    }

    /** The identity of a member. */
    public record Id(UUID value) implements Comparable<Id> {

        public static Id fresh() {
            return new Id(UUID.randomUUID());
        }

        /** By text, so that every replica and both databases agree on one order of locks. */
        @Override
        public int compareTo(Id other) {
            return value.toString().compareTo(other.value.toString());
        }
    }

    /** How to reach a member; the e-mail address is in lower case. */
    public record Contact(Optional<String> email, Optional<String> phone, Optional<String> pager) {

        public static final Contact NONE = new Contact(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
