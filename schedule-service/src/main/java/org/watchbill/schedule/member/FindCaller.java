package org.watchbill.schedule.member;

import io.helidon.dbclient.DbExecute;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Finds the member that a caller is: by account, or by the account's e-mail address until the two are linked. */
public final class FindCaller {

    /** The answer to callers who are not in the roster. */
    public static final Refusal UNKNOWN = Refusal.of(
            ErrorCode.NOT_FOUND,
            "You are signed in, but no member of this organisation's roster has your account or e-mail address");

    private final Members members;

    public FindCaller(Members members) {
        this.members = members;
    }

    /** A member that the same account was linked to between the two reads is still the caller's. */
    public Optional<Member> find(DbExecute database, Caller caller) {
        UUID organisation = caller.organisation().id();
        return caller.user()
                .flatMap(user -> members.byUser(database, organisation, user)
                        .or(() -> caller.profile()
                                .email()
                                .flatMap(email -> members.byEmail(database, organisation, email))
                                .filter(member ->
                                        member.user().map(user::equals).orElse(true))));
    }

    /** As {@link #find}, and links the account so that later calls need no e-mail address. */
    public Optional<Member> findAndLink(DbExecute transaction, Caller caller) {
        Optional<Member> found = find(transaction, caller);
        caller.user()
                .ifPresent(user -> found.filter(member -> member.user().isEmpty())
                        .ifPresent(member ->
                                members.link(transaction, caller.organisation().id(), member.id(), user)));
        return found;
    }
}
