package org.watchbill.auth.administration;

import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.User;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** A signed-in administrator at work in one organisation. */
public record Administrator(User user, Organisation organisation) {

    /** As use cases know who calls. */
    public Caller caller() {
        return new Caller(
                user.id().toString(),
                new Caller.Organisation(organisation.id().value(), organisation.name(), organisation.zone()),
                Role.ADMIN,
                Set.of(),
                "auth-service",
                "browser",
                new Caller.Profile(user.name(), Optional.of(user.email())));
    }

    /** The page at {@code rest} below the organisation's administration; {@code rest} begins with a slash. */
    public String path(String rest) {
        return FindNavigation.ADMINISTRATION + "/" + organisation.slug() + rest;
    }
}
