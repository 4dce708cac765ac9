package org.watchbill.auth.provider.remote;

import java.util.UUID;
import org.watchbill.auth.organisation.Organisation;

/**
 * An OpenID provider that an organisation trusts to know its people.
 *
 * @param name on the sign-in page
 * @param registration what this service is there
 * @param version counts the changes
 */
public record Provider(
        Id id, Organisation.Id organisation, String name, String issuer, Registration registration, long version) {

    /** Identifies a provider; another one of the same organisation later has another id and no links. */
    public record Id(UUID value) {

        public static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The client as which this service is registered. {@code sealedSecret} is readable with the service's key only. */
    public record Registration(String clientId, String sealedSecret) {

        @Override
        public String toString() {
            return "Registration[" + clientId + "]";
        }
    }
}
