package org.watchbill.auth.session;

import java.time.Instant;
import org.watchbill.auth.account.User;

/**
 * A signed-in browser.
 *
 * @param secret the value of its cookie
 */
public record Session(String secret, User user, Instant signedInAt) {

    @Override
    public String toString() {
        return "Session[" + user + "]";
    }
}
