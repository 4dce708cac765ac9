package org.watchbill.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainRulesTest {

    private static final UUID CLINIC = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ZEROS = "0000000000000000000000000000000000000000000000000000000000000000";
    private static final String TEXT = """
            {"actor":{"client_id":"c","subject":"s","token_id":"t","type":"mcp"},\
            "arguments":{},"arguments_digest":"d",\
            "event_id":"0197a000-0000-7000-8000-0000000000e1",\
            "occurred_at":"2026-11-20T11:59:00Z","operation":"approve_request",\
            "organisation_id":"0197a000-0000-7000-8000-000000000001","outcome":"success","source":"schedule-service"}""";

    @Test
    void anEmptyChainEndsInZeros() {
        assertThat(ChainHead.empty(CLINIC)).isEqualTo(new ChainHead(CLINIC, 0, ZEROS));
    }

    @Test
    void theHashCoversPrefixPreviousHashAndText() {
        // Computed outside of Java: sha256(0x02, 32 zero bytes, text), then sha256(0x02, that hash, text).
        Entry first = ChainRules.next(ChainHead.empty(CLINIC), event("{\"a\":1}"), NOON);
        assertThat(first.index()).isZero();
        assertThat(first.previousHash()).isEqualTo(ZEROS);
        assertThat(first.hash()).isEqualTo("871b303ea6f6b38b0b83c011a88b5bcdb5e5477916c68d80a84b0ba88f798b61");

        Entry second = ChainRules.next(ChainRules.after(first), event("{\"b\":\"é\"}"), NOON);
        assertThat(second.index()).isEqualTo(1);
        assertThat(second.previousHash()).isEqualTo("871b303ea6f6b38b0b83c011a88b5bcdb5e5477916c68d80a84b0ba88f798b61");
        assertThat(second.hash()).isEqualTo("ad0e637295284450b4e5c8d816e902aa320e9c84e71f19b90e2e1a6f1bcb3bce");
    }

    @Test
    void anUnalteredEntryFollows() {
        ChainHead empty = ChainHead.empty(CLINIC);
        assertThat(ChainRules.follows(empty, ChainRules.next(empty, CanonicalEvent.parse(TEXT), NOON)))
                .isTrue();
    }

    @Test
    void nothingElseFollows() {
        ChainHead empty = ChainHead.empty(CLINIC);
        CanonicalEvent event = CanonicalEvent.parse(TEXT);
        Entry right = ChainRules.next(empty, event, NOON);
        assertThat(ChainRules.follows(empty, new Entry(1, event, right.previousHash(), right.hash(), NOON)))
                .as("index")
                .isFalse();
        assertThat(ChainRules.follows(empty, new Entry(0, event, right.hash(), right.hash(), NOON)))
                .as("previous hash")
                .isFalse();
        assertThat(ChainRules.follows(empty, new Entry(0, event, ZEROS, ZEROS, NOON)))
                .as("hash")
                .isFalse();
        assertThat(ChainRules.follows(empty, ChainRules.next(empty, event("{\"a\":1}"), NOON)))
                .as("no event")
                .isFalse();
        CanonicalEvent disguised = new CanonicalEvent(event.id(), CLINIC, "somebody else", TEXT);
        assertThat(ChainRules.follows(empty, ChainRules.next(empty, disguised, NOON)))
                .as("columns beside the text")
                .isFalse();
        ChainHead other = ChainHead.empty(new UUID(1, 1));
        assertThat(ChainRules.follows(other, ChainRules.next(other, event, NOON)))
                .as("organisation")
                .isFalse();
    }

    private static CanonicalEvent event(String text) {
        return new CanonicalEvent(new UUID(0, 1), CLINIC, "s", text);
    }
}
