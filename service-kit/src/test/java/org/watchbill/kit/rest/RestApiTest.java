package org.watchbill.kit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;
import tools.jackson.databind.JsonNode;

/** What a REST API gets from the kit. */
class RestApiTest {

    private static final Map<String, String> ADMIN = Map.of("Authorization", "Bearer admin");
    private static final String NOTES = "/api/v1/notes";

    private final NotesApi api = new NotesApi();
    private final HttpCalls calls = api.calls();

    @AfterEach
    void close() {
        calls.close();
        api.close();
    }

    @Test
    void aNewRowHasALocationAndAnEntityTag() {
        HttpCalls.Answer added = calls.post(NOTES, ADMIN, "{\"title\":\"Linen\"}");

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.header("location"))
                .hasValue(NOTES + "/" + added.json().path("id").stringValue());
        assertThat(added.header("etag")).hasValue("\"1\"");
        HttpCalls.Answer found = calls.get(added.header("location").orElseThrow(), ADMIN);
        assertThat(found.json().path("title").stringValue()).isEqualTo("Linen");
        assertThat(found.header("etag")).hasValue("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"7\", \"1\"", "*", "W/\"1\", \"1\""})
    void aChangeOfWhatTheCallerHasSeenHappens(String seen) {
        HttpCalls.Answer changed = change(add(), Map.of("If-Match", seen), "{\"title\":\"Gauze\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("title").stringValue()).isEqualTo("Gauze");
        assertThat(changed.header("etag")).hasValue("\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"1\"", "\"x\"", "\"01\"", "\"99999999999999999999\""})
    void aStalePictureIsAnsweredWithThePresentState(String seen) {
        String note = add();
        HttpCalls.Answer refused = change(note, Map.of("If-Match", seen), "{\"title\":\"Gauze\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(412);
        assertThat(refused.header("content-type")).hasValue("application/problem+json");
        assertThat(refused.json().path("code").stringValue()).isEqualTo("version_conflict");
        assertThat(refused.json().at("/current/title").stringValue()).isEqualTo("Linen");
        assertThat(calls.get(note, ADMIN).json().path("title").stringValue()).isEqualTo("Linen");
        assertThat(api.audited()).containsExactly("add_note success", "change_note conflict");
    }

    @Test
    void aChangeThatNamesNoVersionIsRefused() {
        String note = add();

        assertThat(change(note, Map.of(), "{\"title\":\"Gauze\"}").status()).isEqualTo(428);
        assertThat(calls.send("DELETE", note, ADMIN, "").status()).isEqualTo(428);
        assertThat(calls.get(note, ADMIN).status()).isEqualTo(200);
        assertThat(api.audited()).containsExactly("add_note success", "change_note invalid", "delete_note invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "\"1\" \"2\"", "", "\"a\"\"b\""})
    void aMalformedConditionIsRefused(String seen) {
        assertThat(change(add(), Map.of("If-Match", seen), "{\"title\":\"Gauze\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDeletedRowIsGoneAndARepeatOfTheDeletionChangesNothing() {
        String note = add();
        Map<String, String> once =
                Map.of("Authorization", "Bearer admin", "If-Match", "\"1\"", "Idempotency-Key", "gone");

        HttpCalls.Answer deleted = calls.send("DELETE", note, once, "");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(calls.send("DELETE", note, once, "").status()).isEqualTo(204);
        assertThat(calls.get(note, ADMIN).status()).isEqualTo(404);
        assertThat(api.audited()).containsExactly("add_note success", "delete_note success");
    }

    @Test
    void aKeyIsGoodForOneRowAndOneVersion() {
        String first = add();
        String second = add();
        Map<String, String> key = Map.of("If-Match", "\"1\"", "Idempotency-Key", "k");

        assertThat(change(first, key, "{\"title\":\"Gauze\"}").status()).isEqualTo(200);
        assertThat(change(second, key, "{\"title\":\"Gauze\"}").status()).isEqualTo(409);
        assertThat(change(first, Map.of("If-Match", "\"2\"", "Idempotency-Key", "k"), "{\"title\":\"Gauze\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aSecretIsShownToTheFirstAttemptAloneAndNotStored() {
        Map<String, String> once = Map.of("Authorization", "Bearer admin", "Idempotency-Key", "once");
        HttpCalls.Answer first = calls.post(NOTES, once, "{\"title\":\"Linen\"}");
        HttpCalls.Answer second = calls.post(NOTES, once, "{\"title\":\"Linen\"}");

        assertThat(first.json().path("secret").stringValue())
                .isEqualTo("secret of " + first.json().path("id").stringValue());
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(second.json().has("secret")).isFalse();
        assertThat(api.stored()).contains("Linen").doesNotContain("secret of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"Linen\",\"colour\":\"red\"}     | 400",
                "{\"title\":null}                             | 400",
                "{\"title\":1}                                | 400",
                "{}                                           | 400",
                "[]                                           | 400",
                "{\"title\":\"a\",\"title\":\"b\"}            | 400",
                "{\"title\":\"longer than twenty letters\"}   | 400",
                "{\"title\":\"hidden\\u202e\"}                | 400",
                "{\"title\":                                  | 400"
            })
    void aBodyThatIsNotAsDescribedIsRefusedAndRecorded(String body, int status) {
        HttpCalls.Answer answer = calls.post(NOTES, ADMIN, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(api.audited()).containsExactly("add_note invalid");
    }

    @Test
    void aBodyOfMoreThanTenThousandValuesIsRefused() {
        String values = "[" + "1,".repeat(10_000) + "1]";

        assertThat(calls.post(NOTES, ADMIN, "{\"title\":" + values + "}").status())
                .isEqualTo(400);
    }

    @Test
    void anotherContentTypeIsRefusedAndRecorded() {
        Map<String, String> text = Map.of("Authorization", "Bearer admin", "Content-Type", "text/plain");

        assertThat(calls.post(NOTES, text, "{\"title\":\"Linen\"}").status()).isEqualTo(415);
        assertThat(calls.post(NOTES, ADMIN, "").status()).isEqualTo(400);
        assertThat(api.audited()).containsExactly("add_note invalid", "add_note invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?colour=red", "?limit=1&limit=2", "?limit=0", "?limit=201", "?limit=x", "?cursor=%25"})
    void aQueryThatIsNotAsDescribedIsRefused(String query) {
        assertThat(calls.get(NOTES + query, ADMIN).status()).isEqualTo(400);
    }

    @Test
    void aWriteTakesNoQueryAndADeletionNoBody() {
        Map<String, String> seen = Map.of("Authorization", "Bearer admin", "If-Match", "\"1\"");
        String note = add();

        assertThat(calls.post(NOTES + "?dry=true", ADMIN, "{\"title\":\"Linen\"}")
                        .status())
                .isEqualTo(400);
        assertThat(calls.send("DELETE", note, seen, "{}").status()).isEqualTo(400);
        assertThat(calls.get(note, ADMIN).status()).isEqualTo(200);
    }

    @Test
    void pagesFollowEachOther() {
        List<String> added = List.of(add(), add(), add());
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = calls.get(NOTES + "?limit=2" + next, ADMIN).json();
            page.path("items")
                    .forEach(note -> seen.add(NOTES + "/" + note.path("id").stringValue()));
            next = page.path("next_cursor").stringValue("");
            next = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!next.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void idsThatCannotBeAreNotFound() {
        assertThat(calls.get(NOTES + "/1", ADMIN).status()).isEqualTo(404);
        assertThat(calls.get(NOTES + "/00000000-0000-4000-8000-000000000000", ADMIN)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void rolesAndScopesDecide() {
        Map<String, String> member = Map.of("Authorization", "Bearer member");
        Map<String, String> reader = Map.of("Authorization", "Bearer reader");

        assertThat(calls.get(NOTES).status()).isEqualTo(401);
        assertThat(calls.get(NOTES, member).status()).isEqualTo(200);
        assertThat(calls.post(NOTES, member, "{\"title\":\"Linen\"}")
                        .json()
                        .path("code")
                        .stringValue())
                .isEqualTo("forbidden_role");
        HttpCalls.Answer narrow = calls.post(NOTES, reader, "{\"title\":\"Linen\"}");
        assertThat(narrow.status()).isEqualTo(403);
        assertThat(narrow.header("www-authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"notes:write\"");
        assertThat(api.audited()).containsExactly("add_note denied", "add_note denied");
    }

    @Test
    void theDocumentDescribesEveryOperation() {
        JsonNode document = ApiDocument.of(
                new ApiDocument.About(
                        "Notes",
                        "Notes of an organisation",
                        "http://localhost:1",
                        "http://localhost:2",
                        Map.of("notes:read", "see notes")),
                api.api,
                "/kit-test/api-examples.json");

        assertThat(document.at("/paths/~1api~1v1~1notes").propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(document.at("/paths/~1api~1v1~1notes~1{id}").propertyNames())
                .containsExactlyInAnyOrder("get", "patch", "delete");
        JsonNode change = document.at("/paths/~1api~1v1~1notes~1{id}/patch");
        assertThat(change.path("operationId").stringValue()).isEqualTo("change_note");
        assertThat(change.path("parameters")
                        .valueStream()
                        .map(each -> each.path("name").stringValue()))
                .containsExactly("id", "If-Match", "Idempotency-Key");
        assertThat(change.at("/requestBody/content/application~1json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/NotesApiDraft");
        assertThat(document.at("/components/schemas/NotesApiDraft"))
                .isEqualTo(Json.parse("""
                        {"type":"object","properties":{"title":{"type":"string","description":"What it is about",
                        "maxLength":20}},"required":["title"],"additionalProperties":false}""".getBytes(StandardCharsets.UTF_8)));
        assertThat(change.path("responses").propertyNames()).contains("200", "412", "428", "default");
    }

    private String add() {
        HttpCalls.Answer added = calls.post(NOTES, ADMIN, "{\"title\":\"Linen\"}");
        return added.header("location").orElseThrow();
    }

    private HttpCalls.Answer change(String note, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(ADMIN);
        return calls.send("PATCH", note, all, body);
    }
}
