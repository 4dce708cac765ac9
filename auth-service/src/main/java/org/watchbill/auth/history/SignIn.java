package org.watchbill.auth.history;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.auth.account.User;

/** An attempt to sign in to an account, as kept. */
public record SignIn(UUID id, Person person, Instant at, Attempt attempt) {

    /** Whose account it was. */
    public record Person(User.Id id, String name, String email) {}
}
