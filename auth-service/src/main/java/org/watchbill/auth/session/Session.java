package org.watchbill.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;

/**
 * A signed-in browser.
 *
 * @param secret the value of its cookie
 * @param methods by what the person proved who they are
 */
public record Session(Id id, String secret, User user, Instant signedInAt, Set<SignInMethod> methods) {

    /** Names a session to its own person; says nothing of its secret. */
    public record Id(UUID value) {

        @Override
        public String toString() {
            return value.toString();
        }
    }

    public Session {
        methods = Set.copyOf(methods);
    }

    /** The value of the claim {@code amr} (RFC 8176); empty when none of its words fits. */
    public List<String> authenticationMethods() {
        return SignInMethod.references(methods);
    }

    @Override
    public String toString() {
        return "Session[" + user + "]";
    }
}
