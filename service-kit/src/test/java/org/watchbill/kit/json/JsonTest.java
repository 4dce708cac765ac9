package org.watchbill.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.JsonNode;

class JsonTest {

    enum Kind {
        ON_CALL,
        BACKUP
    }

    record Shift(
            UUID shiftId,
            Kind kind,
            LocalDate day,
            Instant startsAt,
            ZoneId zone,
            int position,
            boolean paid,
            List<String> notes,
            Optional<String> comment,
            Optional<JsonNode> extra) {}

    record Week(Shift first) {}

    record Even(int number) {

        Even {
            if (number % 2 != 0) {
                throw new RefusedException(Refusal.invalid("number", "The number must be even"));
            }
        }
    }

    private static final String SHIFT = """
            {"shift_id":"0197a000-0000-7000-8000-000000000001","kind":"on_call","day":"2026-03-08",\
            "starts_at":"2026-03-08T07:00:00Z","zone":"America/New_York","position":2,"paid":true,"notes":["a"]}""";

    @Test
    void aMessageHasFewValues() {
        byte[] many = ("[" + "{},".repeat(5_000) + "{}]").getBytes(StandardCharsets.UTF_8);
        assertThat(Json.parse(many)).hasSize(5_001);
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> Json.parseMessage(many));
        byte[] few = ("[" + "{},".repeat(4_000) + "{}]").getBytes(StandardCharsets.UTF_8);
        assertThat(Json.parseMessage(few)).hasSize(4_001);
    }

    @Test
    void readsAndWritesTheDialect() {
        Shift shift = read(SHIFT);
        assertThat(shift)
                .isEqualTo(new Shift(
                        UUID.fromString("0197a000-0000-7000-8000-000000000001"),
                        Kind.ON_CALL,
                        LocalDate.of(2026, 3, 8),
                        Instant.parse("2026-03-08T07:00:00Z"),
                        ZoneId.of("America/New_York"),
                        2,
                        true,
                        List.of("a"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(Json.text(shift)).isEqualTo(SHIFT);
    }

    @Test
    void keepsTreesInsideRecords() {
        Shift shift = read(SHIFT.replace("}", ",\"extra\":{\"a\":null,\"b\":[1.50]}}"));
        assertThat(shift.extra().orElseThrow().toString()).isEqualTo("{\"a\":null,\"b\":[1.5]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "position":2 | "position":2,"colour":"red" | The member 'colour' is unknown
            "position":2, | | The member 'position' is missing or invalid
            "position":2 | "position":null | The member 'position' is missing or invalid
            "position":2 | "position":"2" | The member 'position' is missing or invalid
            "position":2 | "position":2.5 | The member 'position' is missing or invalid
            "position":2 | "position":99999999999 | The member 'position' is missing or invalid
            "position":2 | "position":true | The member 'position' is missing or invalid
            "paid":true | "paid":"true" | The member 'paid' is missing or invalid
            "paid":true | "paid":1 | The member 'paid' is missing or invalid
            "paid":true, | | The member 'paid' is missing or invalid
            "notes":["a"] | "notes":null | The member 'notes' is missing or invalid
            "notes":["a"] | "notes":"a" | The member 'notes' is missing or invalid
            "notes":["a"] | "notes":["a",null] | The member 'notes[1]' is missing or invalid
            "notes":["a"] | "notes":[1] | The member 'notes[0]' is missing or invalid
            "notes":["a"] | "notes":["a"],"comment":null | The member 'comment' is missing or invalid
            "notes":["a"] | "notes":["a"],"comment":7 | The member 'comment' is missing or invalid
            "on_call" | "ON_CALL" | The member 'kind' is missing or invalid
            "on_call" | "on-call" | The member 'kind' is missing or invalid
            "on_call" | "" | The member 'kind' is missing or invalid
            "on_call" | 0 | The member 'kind' is missing or invalid
            "kind":"on_call", | | The member 'kind' is missing or invalid
            "2026-03-08T07:00:00Z" | 1772953200 | The member 'starts_at' is missing or invalid
            "2026-03-08T07:00:00Z" | "2026-03-08T07:00:00" | The member 'starts_at' is missing or invalid
            "2026-03-08T07:00:00Z" | "" | The member 'starts_at' is missing or invalid
            "2026-03-08" | "2026-02-30" | The member 'day' is missing or invalid
            "2026-03-08" | [2026,3,8] | The member 'day' is missing or invalid
            "2026-03-08" | 20520 | The member 'day' is missing or invalid
            "America/New_York" | "Atlantis" | The member 'zone' is missing or invalid
            "0197a000-0000-7000-8000-000000000001" | "1-1-1-1-1" | The member 'shift_id' is missing or invalid
            "shift_id" | "shiftId" | The member 'shift_id' is missing or invalid
            """)
    void refusesAndNamesTheMember(String from, String to, String message) {
        String broken = SHIFT.replace(from, to == null ? "" : to);
        assertThat(broken).isNotEqualTo(SHIFT);
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> read(broken))
                .withMessage(message);
    }

    @Test
    void namesTheWayToANestedMember() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() ->
                        Json.read(bytes("{\"first\":" + SHIFT.replace("\"on_call\"", "\"never\"") + "}"), Week.class))
                .withMessage("The member 'first.kind' is missing or invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{} {}",
                "[1,2]]",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{a:1}",
                "[1,]",
                "[01]",
                "[+1]",
                "[.5]",
                "[NaN]",
                "[1e400]",
                "[-1e400]",
                "[11111111111111111111111111111111111111111111111111111111111111111]",
                "// no\n1",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "\"\t\"",
                "nul"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> Json.parse(bytes(text)))
                .withMessageStartingWith("The body ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c08022", "22eda08022", "22f4908080", "5b00310000005d00", "fffe5b005d00", "c3"})
    void refusesWhatIsNotUtf8(String hexadecimal) {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> Json.parse(HexFormat.of().parseHex(hexadecimal)))
                .withMessageStartingWith("The body is not ");
    }

    @Test
    void refusesDeepNestingAtOnce() {
        assertThat(Json.parse(bytes("[".repeat(64) + "]".repeat(64))).isArray()).isTrue();
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> Json.parse(bytes("[".repeat(65) + "]".repeat(65))));
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> Json.parse(bytes("[".repeat(200_000))));
    }

    @Test
    void saysWhereTheSyntaxBreaksWithoutQuotingIt() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> Json.parse(bytes("{\n  \"a\": secret}")))
                .withMessageStartingWith("The body is not valid JSON (line 2, column ")
                .withMessageNotContaining("secret");
    }

    @Test
    void acceptsPairsOfSurrogates() {
        assertThat(Json.parse(bytes("\"\\ud83d\\ude00\"")).stringValue()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void letsRefusalsOfARecordPass() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Json.read(bytes("{\"number\":3}"), Even.class))
                .withMessage("The number must be even");
    }

    private static Shift read(String json) {
        return Json.read(bytes(json), Shift.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
