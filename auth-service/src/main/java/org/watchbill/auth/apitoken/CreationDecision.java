package org.watchbill.auth.apitoken;

/** The answer to somebody who asks for an API token. */
sealed interface CreationDecision {

    /** Here is the secret, this once. */
    record Created(String secret) implements CreationDecision {

        @Override
        public String toString() {
            return "Created[hidden]";
        }
    }

    /** The form was sent before and made its token then. */
    record AlreadyCreated() implements CreationDecision {}

    /** The form names an organisation or a right that was not offered. */
    record NotOffered() implements CreationDecision {}

    record TooManyOfPerson() implements CreationDecision {}

    record TooManyOfOrganisation() implements CreationDecision {}
}
