package org.watchbill.schedule.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.dbclient.DbExecute;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.organisation.Organisations;

final class FindCallerTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    private static final UUID CLINIC = ANA.organisation().id();

    private final Members members = new Members();
    private final FindCaller callers = new FindCaller(members);
    private final Member ana = new Member(
            Member.Id.fresh(),
            Optional.empty(),
            "Ana Ruiz",
            new Member.Contact(Optional.of("ana@harbor.example"), Optional.empty(), Optional.empty()),
            Optional.empty(),
            true,
            1);

    @ParameterizedTest
    @EnumSource
    void aMemberThatAnotherCallLinksToTheSameAccountMeanwhileIsFound(TestDatabase kind) {
        try (Database database = withAna(kind)) {
            Optional<Member> found = database.read(execute -> callers.find(
                    beforeSecondRead(execute, () -> link(database, ANA.user().orElseThrow())), ANA));

            assertThat(found.map(Member::id)).contains(ana.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatIsLinkedToAnotherAccountIsNotFoundByAddress(TestDatabase kind) {
        try (Database database = withAna(kind)) {
            link(database, UUID.fromString("0197a000-0000-7000-8000-0000000000ff"));

            Optional<Member> found = database.read(execute -> callers.find(execute, ANA));

            assertThat(found).isEmpty();
        }
    }

    private Database withAna(TestDatabase kind) {
        Database database = Database.open(Settings.of("schedule-service", kind.settings()));
        return database.inTransaction(transaction -> {
            new Organisations().rememberAndLock(transaction, ANA.organisation());
            members.insert(transaction, CLINIC, ana);
            return database;
        });
    }

    private void link(Database database, UUID account) {
        database.inTransaction(transaction -> {
            members.link(transaction, CLINIC, ana.id(), account);
            return ana;
        });
    }

    /** The same access to the database, with {@code other} run by another thread just before the second query. */
    private static DbExecute beforeSecondRead(DbExecute real, Runnable other) {
        AtomicInteger reads = new AtomicInteger();
        return (DbExecute) Proxy.newProxyInstance(
                DbExecute.class.getClassLoader(), new Class<?>[] {DbExecute.class}, (_, method, arguments) -> {
                    if (method.getName().equals("createGet") && reads.incrementAndGet() == 2) {
                        Thread.ofVirtual().start(other).join();
                    }
                    return invoke(real, method, arguments);
                });
    }

    private static Object invoke(DbExecute real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
