package org.watchbill.auth.history;

import java.time.InstantSource;
import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.database.Database;

/** Writes down attempts that failed. */
public final class RecordAttempt {

    private final Database database;
    private final SignIns signIns;
    private final AccountEvents events;
    private final InstantSource time;

    public RecordAttempt(Database database, SignIns signIns, AccountEvents events, InstantSource time) {
        this.database = database;
        this.signIns = signIns;
        this.events = events;
        this.time = time;
    }

    public void wrongPassword(User user, Visitor visitor) {
        database.inTransaction(transaction -> {
            signIns.insert(transaction, user.id(), wrongPassword(visitor), time.instant());
            return user;
        });
    }

    /** The same work as {@link #wrongPassword(User, Visitor)}. */
    public void unknownAccount(Visitor visitor) {
        database.inTransaction(transaction -> {
            signIns.insertForNobody(transaction, wrongPassword(visitor), time.instant());
            return visitor;
        });
    }

    private static Attempt wrongPassword(Visitor visitor) {
        return new Attempt(SignInOutcome.WRONG_PASSWORD, Set.of(), visitor);
    }

    /** Also tells the person's organisations: whoever tried knew the first factor. */
    public void wrongSecondFactor(User user, SignInMethod first, Visitor visitor) {
        database.inTransaction(transaction -> {
            signIns.insert(
                    transaction,
                    user.id(),
                    new Attempt(SignInOutcome.WRONG_SECOND_FACTOR, Set.of(first), visitor),
                    time.instant());
            events.tellAllOf(
                    transaction,
                    user.id(),
                    Happening.ofAccount(user.id(), "sign_in").refused(Outcome.DENIED, "wrong_second_factor"));
            return user;
        });
    }
}
