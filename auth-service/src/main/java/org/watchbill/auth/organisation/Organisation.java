package org.watchbill.auth.organisation;

import java.time.ZoneId;
import java.util.UUID;

/** A tenant; {@code zone} is where its wall clocks hang. */
public record Organisation(Id id, String slug, String name, ZoneId zone) {

    /** Identifies an organisation in every service. */
    public record Id(UUID value) {

        public static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
