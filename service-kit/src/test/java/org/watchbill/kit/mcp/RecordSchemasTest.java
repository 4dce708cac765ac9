package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.RecordSchemas;
import org.watchbill.kit.mcp.schema.ToolArguments;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.RefusedException;
import tools.jackson.databind.JsonNode;

class RecordSchemasTest {

    @Test
    void anInputIsClosedAndBounded() {
        assertThat(sent(RecordSchemas.input(EntryTools.Find.class))).isEqualTo(json("""
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "prefix": {"type": "string", "description": "Only entries that start with this", "maxLength": 200},
                    "since": {"type": "string", "format": "date-time"},
                    "day": {"type": "string", "format": "date"},
                    "owner": {"type": "string", "format": "uuid"},
                    "kind": {"type": "string", "enum": ["plain", "very_special"]},
                    "parts": {
                      "type": "array",
                      "maxItems": 500,
                      "items": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "label": {"type": "string", "maxLength": 200},
                          "count": {"type": "integer", "description": "How many", "minimum": 1, "maximum": 9}
                        },
                        "required": ["label", "count"]
                      }
                    },
                    "limit": {"type": "integer", "description": "Most entries to answer", "minimum": 1, "maximum": 50}
                  }
                }
                """));
    }

    @Test
    void requiredMembersAreThoseThatAreNotOptional() {
        assertThat(sent(RecordSchemas.input(EntryTools.Add.class))).isEqualTo(json("""
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "title": {"type": "string", "description": "What the entry is called", "maxLength": 200},
                    "private_note": {"type": "string", "description": "Free text", "maxLength": 20},
                    "idempotency_key": {"type": "string", "maxLength": 200}
                  },
                  "required": ["title"]
                }
                """));
    }

    @Test
    void membersStandInTheOrderOfTheRecord() {
        assertThat(RecordSchemas.input(EntryTools.Find.class).path("properties").propertyNames())
                .containsExactly("prefix", "since", "day", "owner", "kind", "parts", "limit");
    }

    @Test
    void anOutputIsOpen() {
        assertThat(sent(RecordSchemas.output(EntryTools.Found.class))).isEqualTo(json("""
                {
                  "type": "object",
                  "properties": {
                    "titles": {"type": "array", "items": {"type": "string"}},
                    "read_at": {"type": "string", "format": "date-time"},
                    "first_kind": {"type": "string", "enum": ["plain", "very_special"]}
                  },
                  "required": ["titles", "read_at"]
                }
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prefx":"a"}                            | prefx
            {"prefix":null}                          | prefix
            {"prefix":7}                             | prefix
            {"since":"yesterday"}                    | since
            {"since":"2026-02-30T00:00:00Z"}         | since
            {"since":"2026-03-02T09:00:00"}          | since
            {"day":"2026-13-01"}                     | day
            {"owner":"7"}                            | owner
            {"kind":"PLAIN"}                         | kind
            {"kind":"other"}                         | kind
            {"limit":0}                              | limit
            {"limit":51}                             | limit
            {"limit":1.5}                            | limit
            {"limit":"5"}                            | limit
            {"parts":{}}                             | parts
            {"parts":[{"label":"a"}]}                | parts.0.count
            {"parts":[{"label":"a","count":10}]}     | parts.0.count
            {"parts":[{"label":"a","count":1,"x":1}]} | parts.0.x
            """)
    void badArgumentsNameTheField(String arguments, String field) {
        ToolArguments<EntryTools.Find> reader = new ToolArguments<>(EntryTools.Find.class);

        assertThatThrownBy(() -> reader.read(json(arguments)))
                .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
                .extracting(RefusedException::refusal)
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                    assertThat(refusal.field()).contains(field);
                    assertThat(refusal.message()).isNotBlank();
                });
    }

    @Test
    void readsWhatTheSchemaAllows() {
        ToolArguments<EntryTools.Find> reader = new ToolArguments<>(EntryTools.Find.class);

        EntryTools.Find read = reader.read(json("""
                {"since": "2026-03-02T09:00:00+01:00", "day": "2026-03-02", "kind": "very_special", "limit": 50,
                 "owner": "0197a000-0000-7000-8000-000000000001", "parts": [{"label": "a", "count": 9}]}
                """));

        assertThat(read.since().orElseThrow()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(read.day().orElseThrow()).isEqualTo("2026-03-02");
        assertThat(read.kind()).contains(EntryTools.Kind.VERY_SPECIAL);
        assertThat(read.parts().orElseThrow()).containsExactly(new EntryTools.Part("a", 9));
        assertThat(read.prefix()).isEmpty();
    }

    private static JsonNode sent(JsonNode schema) {
        return Json.parse(Json.bytes(schema));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
