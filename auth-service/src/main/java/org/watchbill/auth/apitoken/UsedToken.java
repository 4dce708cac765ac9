package org.watchbill.auth.apitoken;

import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Person;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.token.Role;

/** A living token and who acts by it. */
public sealed interface UsedToken {

    ApiToken token();

    /** What the holder is in the organisation now. */
    Role role();

    record ByPerson(ApiToken token, Person person) implements UsedToken {

        @Override
        public Role role() {
            return person.membership().role();
        }
    }

    record ByService(ApiToken token, ServiceAccount account, Organisation organisation) implements UsedToken {

        @Override
        public Role role() {
            return account.role();
        }
    }
}
