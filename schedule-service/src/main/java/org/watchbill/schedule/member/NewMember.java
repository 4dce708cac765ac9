package org.watchbill.schedule.member;

import java.util.Optional;

/** A member as somebody wants to add them, checked by {@link MemberRules}. */
public record NewMember(
        String name, Optional<String> email, Optional<String> phone, Optional<String> pager, Optional<String> role) {

    public static NewMember named(String name) {
        return new NewMember(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Member.Contact contact() {
        return new Member.Contact(email, phone, pager);
    }
}
