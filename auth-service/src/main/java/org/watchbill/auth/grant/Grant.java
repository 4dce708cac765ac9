package org.watchbill.auth.grant;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;

/** What a person allowed a client to do; every token of the connection stands or falls with it. */
public record Grant(
        Id id,
        User.Id user,
        String clientId,
        Organisation.Id organisation,
        Set<String> scopes,
        String resource,
        Times times) {

    /** Identifies a grant; claim {@code grant} of its tokens. */
    public record Id(UUID value) {

        public static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /**
     * When it was given and when it ends.
     *
     * @param signIn that of the browser in which it was given
     * @param expiresAt absolute; refreshing never moves it
     */
    public record Times(SignIn signIn, Instant createdAt, Instant expiresAt) {}

    /** When the person had last proved who they are, and by what. */
    public record SignIn(Instant at, Set<SignInMethod> methods) {

        public SignIn {
            methods = Set.copyOf(methods);
        }
    }

    public Grant {
        scopes = Set.copyOf(scopes);
    }
}
