package org.watchbill.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.testing.TestDatabase;

class CommandRaceTest {

    private static final int CALLERS = 32;

    @ParameterizedTest
    @EnumSource
    void oneKeySentByManyAtOnceHasOneEffect(TestDatabase kind) throws Exception {
        try (Ledger ledger = Ledger.open(kind)) {
            List<CommandResult> results = atOnce(i -> () -> ledger.add("call-" + i, Optional.of("key-1"), "Linen"));

            assertThat(results)
                    .extracting(Ledger::answer)
                    .hasSize(CALLERS)
                    .containsOnly("{\"title\":\"Linen\",\"number\":1}");
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.outcomes()).containsExactly("success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneCallSentManyTimesAtOnceHasOneEffect(TestDatabase kind) throws Exception {
        try (Ledger ledger = Ledger.open(kind)) {
            List<CommandResult> results = atOnce(i -> () -> ledger.add("call-1", Optional.of("key-1"), "Linen"));

            assertThat(results)
                    .extracting(Ledger::answer)
                    .hasSize(CALLERS)
                    .containsOnly("{\"title\":\"Linen\",\"number\":1}");
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.outcomes()).containsExactly("success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneKeyWithManyArgumentsAtOnceHasOneEffectAndConflicts(TestDatabase kind) throws Exception {
        try (Ledger ledger = Ledger.open(kind)) {
            List<CommandResult> results =
                    atOnce(i -> () -> ledger.add("call-" + i, Optional.of("key-1"), "Entry " + i));

            assertThat(results).filteredOn(CommandResult.Done.class::isInstance).hasSize(1);
            assertThat(ledger.titles()).hasSize(1);
            assertThat(ledger.outcomes())
                    .hasSize(CALLERS)
                    .containsOnlyOnce("success")
                    .contains("conflict conflict");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneCallRefusedManyTimesAtOnceIsRecordedOnce(TestDatabase kind) throws Exception {
        try (Ledger ledger = Ledger.open(kind)) {
            Refusal refusal = Refusal.of(ErrorCode.SLOT_UNAVAILABLE, "Taken");

            List<CommandResult> results = atOnce(i ->
                    () -> ledger.addThen("call-1", Optional.empty(), "Linen", () -> CommandResult.refused(refusal)));

            assertThat(results).extracting(Ledger::refusal).containsOnly(refusal);
            assertThat(ledger.titles()).isEmpty();
            assertThat(ledger.outcomes()).containsExactly("conflict slot_unavailable");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverComesAfterARolledBackCallTakesItsKey(TestDatabase kind) throws Exception {
        try (Ledger ledger = Ledger.open(kind)) {
            AtomicInteger refusals = new AtomicInteger();

            List<CommandResult> results = atOnce(i -> () -> refusals.incrementAndGet() <= CALLERS / 2
                    ? ledger.addThen(
                            "call-" + i,
                            Optional.of("key-1"),
                            "Linen",
                            () -> CommandResult.refused(Refusal.of(ErrorCode.NOT_FOUND, "Not yet")))
                    : ledger.add("call-" + i, Optional.of("key-1"), "Linen"));

            assertThat(results).filteredOn(CommandResult.Done.class::isInstance).hasSizeGreaterThanOrEqualTo(16);
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.outcomes()).containsOnlyOnce("success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsWithDifferentKeysDoNotDisturbEachOther(TestDatabase kind) throws Exception {
        try (Ledger ledger = Ledger.open(kind)) {
            List<CommandResult> results =
                    atOnce(i -> () -> ledger.add("call-" + i, Optional.of("key-" + i), "Entry " + i));

            assertThat(results).allMatch(CommandResult.Done.class::isInstance);
            assertThat(ledger.titles()).hasSize(CALLERS);
            assertThat(ledger.events()).hasSize(CALLERS);
        }
    }

    private static List<CommandResult> atOnce(IntFunction<Callable<CommandResult>> call) throws Exception {
        List<CommandResult> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CommandResult>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(threads.submit(call.apply(i)));
            }
            for (Future<CommandResult> result : running) {
                results.add(result.get());
            }
        }
        return results;
    }
}
