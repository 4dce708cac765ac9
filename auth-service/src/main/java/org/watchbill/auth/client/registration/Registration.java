package org.watchbill.auth.client.registration;

import org.watchbill.auth.client.Client;

/** A client as the one who registered it gets to know it. */
sealed interface Registration {

    Client client();

    /** Equal registrations lead to it too. */
    record Shared(Client client) implements Registration {}

    /** Nobody else's; both secrets are told this once. */
    record Own(Client client, String secret, String managementToken) implements Registration {

        @Override
        public String toString() {
            return "Own[" + client.id() + "]";
        }
    }
}
