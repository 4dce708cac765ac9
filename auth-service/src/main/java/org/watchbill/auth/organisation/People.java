package org.watchbill.auth.organisation;

import io.helidon.dbclient.DbExecute;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;

/** Users in their organisations, as long as they may sign in. */
public final class People {

    private final Users users;
    private final Memberships memberships;

    public People(Users users, Memberships memberships) {
        this.users = users;
        this.memberships = memberships;
    }

    public Optional<Person> find(DbExecute reader, Organisation.Id organisation, User.Id id) {
        return users.find(reader, id)
                .filter(user -> !user.disabled())
                .flatMap(user ->
                        memberships.find(reader, organisation, id).map(membership -> new Person(user, membership)));
    }
}
