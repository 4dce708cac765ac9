package org.watchbill.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.testing.TestDatabase;

class CommandsTest {

    @ParameterizedTest
    @EnumSource
    void theEffectTheRecordAndTheAuditRowAreStoredTogether(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            CommandResult result = ledger.add("call-1", Optional.of("key-1"), "Linen");

            assertThat(Ledger.answer(result)).isEqualTo("{\"title\":\"Linen\",\"number\":1}");
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.events()).singleElement().satisfies(event -> {
                assertThat(event.path("event_id").asString())
                        .isEqualTo(Ledger.id("call-1").toString());
                assertThat(event.path("outcome").asString()).isEqualToIgnoringCase("success");
                assertThat(event.path("operation").asString()).isEqualTo("add_entry");
                assertThat(event.path("source").asString()).isEqualTo("ledger-service");
                assertThat(event.path("occurred_at").asString()).isEqualTo("2026-03-02T12:00:00Z");
                assertThat(event.path("target").path("id").asString()).isEqualTo("Linen");
                assertThat(event.path("after").asString()).isEqualTo("digest-of-Linen");
                assertThat(event.path("arguments").has("note")).isFalse();
                assertThat(event.has("code")).isFalse();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedCallIdIsAnsweredAndNotExecuted(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.empty(), "Linen");

            CommandResult repeated = ledger.add("call-1", Optional.empty(), "Linen");

            assertThat(Ledger.answer(repeated)).isEqualTo("{\"title\":\"Linen\",\"number\":1}");
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.events()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedKeyIsAnsweredAndNotExecuted(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.of("key-1"), "Linen");

            CommandResult repeated = ledger.add("call-2", Optional.of("key-1"), "Linen");

            assertThat(Ledger.answer(repeated)).isEqualTo("{\"title\":\"Linen\",\"number\":1}");
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.events()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStoredEndIsFoundByCallIdAndByKeyOfTheSameCallOnly(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.of("key-1"), "Linen");

            assertThat(ledger.stored("call-1", Optional.empty(), "Linen")).isPresent();
            assertThat(ledger.stored("call-2", Optional.of("key-1"), "Linen")).isPresent();
            assertThat(ledger.stored("call-2", Optional.empty(), "Linen")).isEmpty();
            assertThat(ledger.stored("call-1", Optional.of("key-1"), "Gauze")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyWithOtherArgumentsIsAConflict(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.of("key-1"), "Linen");

            CommandResult reused = ledger.add("call-2", Optional.of("key-1"), "Gauze");

            assertThat(Ledger.refusal(reused).code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(Ledger.refusal(reused).field()).contains("idempotency_key");
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.outcomes()).containsExactly("success", "conflict conflict");
            assertThat(Ledger.refusal(ledger.add("call-2", Optional.of("key-1"), "Gauze")))
                    .isEqualTo(Ledger.refusal(reused));
            assertThat(ledger.events()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallIdOfAnotherCallIsAConflictThatTellsNothing(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.empty(), "Linen");

            CommandResult foreign = ledger.as("someone-else").add("call-1", Optional.empty(), "Linen");

            assertThat(Ledger.refusal(foreign))
                    .isEqualTo(Refusal.of(ErrorCode.CONFLICT, "This call id was used for another call"));
            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.outcomes()).containsExactly("success", "conflict conflict");
            assertThat(ledger.events().getLast().path("event_id").asString())
                    .isNotEqualTo(Ledger.id("call-1").toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOfDifferentPeopleAreDifferentKeys(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.of("key-1"), "Linen");

            CommandResult other = ledger.as("someone-else").add("call-2", Optional.of("key-1"), "Gauze");

            assertThat(Ledger.answer(other)).isEqualTo("{\"title\":\"Gauze\",\"number\":2}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalLeavesNothingButItsRecord(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            CommandResult refused = ledger.addThen(
                    "call-1",
                    Optional.of("key-1"),
                    "Linen",
                    () -> CommandResult.refused(Refusal.invalid("title", "No linen today")));

            assertThat(Ledger.refusal(refused)).isEqualTo(Refusal.invalid("title", "No linen today"));
            assertThat(ledger.titles()).isEmpty();
            assertThat(ledger.outcomes()).containsExactly("invalid invalid_argument");
            assertThat(ledger.add("call-1", Optional.of("key-1"), "Linen")).isEqualTo(refused);
            assertThat(ledger.events()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalDoesNotUseUpTheKey(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.addThen(
                    "call-1",
                    Optional.of("key-1"),
                    "Linen",
                    () -> CommandResult.refused(Refusal.of(ErrorCode.NOT_CONFIRMED, "Declined")));

            ledger.add("call-2", Optional.of("key-1"), "Linen");

            assertThat(ledger.titles()).containsExactly("Linen");
            assertThat(ledger.outcomes()).containsExactly("declined not_confirmed", "success");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionLeavesNothingButItsRecordAndIsRethrown(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            assertThatThrownBy(() -> ledger.addThen("call-1", Optional.of("key-1"), "Linen", () -> {
                        throw new IllegalArgumentException("boom");
                    }))
                    .hasMessage("boom");

            assertThat(ledger.titles()).isEmpty();
            assertThat(ledger.outcomes()).containsExactly("error internal");
            assertThat(Ledger.refusal(ledger.add("call-1", Optional.of("key-1"), "Linen"))
                            .code())
                    .isEqualTo(ErrorCode.INTERNAL);
            assertThat(Ledger.answer(ledger.add("call-2", Optional.of("key-1"), "Linen")))
                    .isEqualTo("{\"title\":\"Linen\",\"number\":1}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalThatIsThrownIsARefusal(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            CommandResult refused = ledger.addThen("call-1", Optional.empty(), "Linen", () -> {
                throw new RefusedException(Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Admins only"));
            });

            assertThat(Ledger.refusal(refused).code()).isEqualTo(ErrorCode.FORBIDDEN_ROLE);
            assertThat(ledger.titles()).isEmpty();
            assertThat(ledger.outcomes()).containsExactly("denied forbidden_role");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallRefusedBeforeAnyWorkIsRecordedOnce(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            Refusal refusal = Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The scope ledger:write is missing");

            ledger.refuse("call-1", "Linen", refusal);
            ledger.refuse("call-1", "Linen", refusal);

            assertThat(ledger.outcomes()).containsExactly("denied insufficient_scope");
        }
    }

    @ParameterizedTest
    @EnumSource
    void unusableKeysAreRefused(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            for (String key : List.of("", " ", "k".repeat(256), "a\u0000b", "a\nb")) {
                CommandResult refused = ledger.add("call " + key, Optional.of(key), "Linen");

                assertThat(Ledger.refusal(refused).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(Ledger.refusal(refused).field()).contains("idempotency_key");
            }
            assertThat(ledger.titles()).isEmpty();
            assertThat(Set.copyOf(ledger.outcomes())).containsExactly("invalid invalid_argument");
            assertThat(Ledger.answer(ledger.add("call-1", Optional.of("k".repeat(255)), "Linen")))
                    .isEqualTo("{\"title\":\"Linen\",\"number\":1}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTwentyFourHoursAKeyAndACallIdAreNewAgain(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            ledger.add("call-1", Optional.of("key-1"), "Linen");
            ledger.advance(Duration.ofHours(24).minusMillis(1));
            assertThat(Ledger.answer(ledger.add("call-2", Optional.of("key-1"), "Linen")))
                    .isEqualTo("{\"title\":\"Linen\",\"number\":1}");

            ledger.advance(Duration.ofMillis(1));

            assertThat(ledger.stored("call-1", Optional.of("key-1"), "Linen")).isEmpty();
            assertThat(Ledger.answer(ledger.add("call-3", Optional.of("key-1"), "Gauze")))
                    .isEqualTo("{\"title\":\"Gauze\",\"number\":2}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void expiredRecordsAreCleared(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            for (int i = 0; i < 20; i++) {
                ledger.add("call-" + i, Optional.of("key-" + i), "Entry " + i);
            }
            ledger.advance(Duration.ofHours(24));

            ledger.add("call-new", Optional.empty(), "Linen");

            assertThat(ledger.records()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void argumentsOfAnySizeLeaveARow(TestDatabase kind) {
        try (Ledger ledger = Ledger.open(kind)) {
            String title = "long ".repeat(20_000);
            CommandResult refused = ledger.refuse("call-1", title, Refusal.invalid("title", "Too long"));

            assertThat(Ledger.refusal(refused).field()).contains("title");
            assertThat(ledger.events())
                    .singleElement()
                    .satisfies(event -> assertThat(
                                    event.path("arguments").path("left_out").asString())
                            .isEqualTo("too long"));
        }
    }
}
