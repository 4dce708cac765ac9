package org.watchbill.kit.confirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

class ConfirmationsTest {

    private static final UUID CALL = UUID.fromString("0197a000-0000-7000-8000-00000000cafe");
    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");

    private final MovableTime time = new MovableTime(Instant.parse("2026-03-02T09:00:00Z"));
    private final Confirmations confirmations = new Confirmations(new Secret("k".repeat(32)), time);

    @Test
    void opensWhatItSealed() {
        String state = confirmations.seal(CALL, ANA, "approve_request", "digest");

        assertThat(confirmations.open(state, ANA, "approve_request", "digest")).isEqualTo(CALL);
        assertThat(state).matches("[A-Za-z0-9_-]{70}");
    }

    @Test
    void aReplicaWithTheSameKeyOpensIt() {
        String state = confirmations.seal(CALL, ANA, "approve_request", "digest");

        assertThat(new Confirmations(new Secret("k".repeat(32)), time).open(state, ANA, "approve_request", "digest"))
                .isEqualTo(CALL);
        rejected(new Confirmations(new Secret("K".repeat(32)), time), state, ANA, "approve_request", "digest");
    }

    @Test
    void n34EveryAlteredCharacterIsNoticed() {
        String state = confirmations.seal(CALL, ANA, "approve_request", "digest");

        for (int i = 0; i < state.length(); i++) {
            for (char other : new char[] {'A', 'B', 'C', 'D', '_', '-', '='}) {
                if (state.charAt(i) != other) {
                    rejected(state.substring(0, i) + other + state.substring(i + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "====", "not base64 !", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void garbageIsRejected(String state) {
        rejected(state);
    }

    @Test
    void sizeIsBounded() {
        rejected("A".repeat(1_000_000));
        rejected(confirmations.seal(CALL, ANA, "approve_request", "digest") + "AAAA");
    }

    @Test
    void n34n36ServesNobodyAndNothingElse() {
        String state = confirmations.seal(CALL, ANA, "approve_request", "digest");

        rejected(confirmations, state, TestTokens.member("Ben", "ben@harbor.example"), "approve_request", "digest");
        rejected(confirmations, state, inAnotherOrganisation(), "approve_request", "digest");
        rejected(confirmations, state, ANA, "deny_request", "digest");
        rejected(confirmations, state, ANA, "approve_request", "Digest");
        rejected(confirmations, state, ANA, "approve_requestdigest", "");
    }

    @Test
    void endsAfterTenMinutes() {
        String state = confirmations.seal(CALL, ANA, "approve_request", "digest");

        time.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(confirmations.open(state, ANA, "approve_request", "digest")).isEqualTo(CALL);
        time.advance(Duration.ofMillis(1));
        rejected(state);
    }

    @Test
    void twoStatesOfOneCallDiffer() {
        assertThat(confirmations.seal(CALL, ANA, "approve_request", "digest"))
                .isNotEqualTo(confirmations.seal(CALL, ANA, "approve_request", "digest"));
    }

    private void rejected(String state) {
        rejected(confirmations, state, ANA, "approve_request", "digest");
    }

    private static void rejected(Confirmations opener, String state, Caller caller, String tool, String digest) {
        assertThatThrownBy(() -> opener.open(state, caller, tool, digest))
                .isInstanceOf(StateRejectedException.class)
                .hasMessage("The request state is not valid, or not any more");
    }

    private static Caller inAnotherOrganisation() {
        return new Caller(
                ANA.subject(),
                new Caller.Organisation(
                        UUID.randomUUID(), "Other", ANA.organisation().zone()),
                ANA.role(),
                ANA.scopes(),
                ANA.clientId(),
                ANA.tokenId(),
                ANA.profile());
    }
}
