package org.watchbill.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.kit.database.Database;

/** Access tokens for what a person granted, narrowed to the role that the person has today. */
public final class PersonTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private record Person(User user, Membership membership) {}

    private final Database database;
    private final Users users;
    private final Memberships memberships;
    private final AccessTokens accessTokens;
    private final Resources resources;

    public PersonTokens(
            Database database, Users users, Memberships memberships, AccessTokens accessTokens, Resources resources) {
        this.database = database;
        this.users = users;
        this.memberships = memberships;
        this.accessTokens = accessTokens;
        this.resources = resources;
    }

    /** A token for the grant's own resource; empty when the person has left the organisation. */
    Optional<AccessToken> issue(Grant grant, Set<String> scopes) {
        return person(grant).map(person -> {
            Set<String> effective =
                    ScopeRules.effective(scopes, person.membership().role());
            TokenSubject subject = resources.ofGateway().contains(grant.resource())
                    ? TokenSubject.connection(grant)
                    : TokenSubject.person(grant, person.user(), person.membership());
            return accessTokens.issue(
                    subject,
                    List.of(grant.resource()),
                    effective,
                    LIFETIME,
                    grant.times().expiresAt());
        });
    }

    Optional<User> user(Grant grant) {
        return person(grant).map(Person::user);
    }

    private Optional<Person> person(Grant grant) {
        return database.read(reader -> users.find(reader, grant.user())
                .filter(user -> !user.disabled())
                .flatMap(user -> memberships
                        .find(reader, grant.organisation(), grant.user())
                        .map(membership -> new Person(user, membership))));
    }
}
