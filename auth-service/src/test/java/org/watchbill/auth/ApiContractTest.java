package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.ApiClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.Tenant;
import org.watchbill.kit.testing.ApiContract;
import org.watchbill.kit.testing.ApiContract.Operation;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** What holds for every operation of the REST API, made from its document so that none can be forgotten. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApiContractTest {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    /** How a test gets the id of something that an operation can work on, by the first part of the path. */
    private static final Map<String, Function<Tenant, String>> IDS = Map.of(
            "clients", tenant -> tenant.addClient().toString(),
            "organisations", tenant -> tenant.id().toString(),
            "users", tenant -> tenant.addFactors(tenant.add("member")).toString(),
            "memberships", tenant -> tenant.add("member").id().toString(),
            "api-tokens", tenant -> tenant.add("member").token().id().toString(),
            "service-accounts", tenant -> tenant.addServiceAccount().toString(),
            "connections", tenant -> tenant.connect(tenant.member()).toString(),
            "invitations", tenant -> tenant.invite().toString(),
            "identity-provider", tenant -> tenant.link(tenant.add("member")).toString());

    private final RunningAuth auth;
    private final Tenant tenant;
    private final ApiContract contract;
    private int events;

    ApiContractTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        tenant = Tenant.in(auth);
        contract = tenant.contract();
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        contract.checkExamples();
    }

    @Test
    void thePathsHaveTheMethodsThatTheDocumentNamesAndNoOthers() {
        Map<String, Set<String>> methods = new TreeMap<>();
        contract.operations()
                .forEach(operation -> methods.computeIfAbsent(operation.path(), _ -> new TreeSet<>())
                        .add(operation.method()));
        try (HttpCalls calls = auth.calls()) {
            methods.forEach((path, described) -> {
                HttpCalls.Answer answer = calls.send("PUT", path.replace("{id}", NOBODY), Map.of(), "");
                assertThat(answer.status()).as(path).isEqualTo(405);
                assertThat(Arrays.asList(answer.header("allow").orElseThrow().split(", ")))
                        .as(path)
                        .containsExactlyInAnyOrderElementsOf(described);
            });
        }
    }

    @Test
    void nobodyGetsInWithoutAGoodToken() {
        List<String> bad = List.of(
                "",
                "Bearer wb_" + "x".repeat(49),
                "Bearer a.b.c",
                "Basic YTpi",
                "Bearer " + tenant.operatorToken(RunningAuth.SCHEDULE, "people:write"));
        try (HttpCalls calls = auth.calls()) {
            for (Operation operation : contract.operations()) {
                for (String credential : bad) {
                    Map<String, String> headers = credential.isEmpty() ? Map.of() : Map.of("Authorization", credential);
                    HttpCalls.Answer answer =
                            calls.send(operation.method(), operation.path().replace("{id}", NOBODY), headers, "");
                    assertThat(answer.status()).as(operation + " " + credential).isEqualTo(401);
                    assertThat(answer.header("www-authenticate").orElseThrow()).startsWith("Bearer");
                }
            }
        }
    }

    @Test
    void idsOfAnotherOrganisationAreNotFoundAndNothingChangesThere() {
        Tenant other = Tenant.in(auth);
        ApiClient stranger = tenant.as(tenant.admin());
        for (Operation operation : contract.operations()) {
            String id = id(operation, other);
            Map<String, String> before = other.rows();
            HttpCalls.Answer answer = call(stranger, operation, id, "*", body(operation));
            if (operation.hasId()) {
                assertThat(answer.status())
                        .as("%s: %s", operation, answer.body())
                        .isEqualTo(404);
            }
            assertThat(answer.body())
                    .as(operation.toString())
                    .doesNotContain(
                            other.id().toString(),
                            other.slug(),
                            other.admin().id().toString());
            assertThat(other.rows()).as(operation.toString()).isEqualTo(before);
        }
    }

    @Test
    void everyWriteLeavesOneEventHoweverItEnds() {
        for (Operation write : writes()) {
            leavesOneEvent(write, "denied forbidden_role", asMember(write));
            leavesOneEvent(write, "denied insufficient_scope", send(narrow(write), write, NOBODY));
            leavesOneEvent(write, "invalid invalid_argument", malformed(write));
            if (write.hasId()) {
                leavesOneEvent(write, "invalid not_found", send(caller(write), write, NOBODY));
            }
            if (write.isConditional()) {
                leavesOneEvent(write, "invalid version_required", unconditional(write));
                leavesOneEvent(write, "conflict version_conflict", stale(write));
            }
            leavesOneEvent(write, "success", send(caller(write), write, id(write, tenant)));
        }
    }

    @Test
    void aRepeatedWriteWithItsKeyIsAnsweredAndNotDoneAgain() {
        for (Operation write : writes()) {
            String id = id(write, tenant);
            Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", "once-" + write.name()));
            if (write.isConditional()) {
                headers.put("If-Match", "\"1\"");
            }
            String path = path(write, id);
            ApiClient caller = caller(write);
            String body = body(write);
            HttpCalls.Answer first = caller.send(write.method(), path, headers, body);
            int before = tenant.events().size();

            HttpCalls.Answer again = caller.send(write.method(), path, headers, body);

            assertThat(first.status()).as("%s: %s", write, first.body()).isBetween(200, 299);
            assertThat(again.status()).as(write.toString()).isEqualTo(first.status());
            assertThat(again.body()).as(write.toString()).doesNotContain("\"link\"", "\"client_secret\"");
            assertThat(withoutSecrets(again)).as(write.toString()).isEqualTo(withoutSecrets(first));
            assertThat(tenant.events()).as(write.toString()).hasSize(before);
            restore();
        }
    }

    private List<Operation> writes() {
        return contract.operations().stream().filter(Operation::writes).toList();
    }

    private HttpCalls.Answer asMember(Operation write) {
        return send(tenant.as(tenant.member(), write.scope()), write, NOBODY);
    }

    private HttpCalls.Answer malformed(Operation write) {
        return call(caller(write), write, id(write, tenant), "\"1\"", "{\"no_such_member\":1}");
    }

    private HttpCalls.Answer unconditional(Operation write) {
        return caller(write).send(write.method(), path(write, id(write, tenant)), Map.of(), body(write));
    }

    private HttpCalls.Answer stale(Operation write) {
        return call(caller(write), write, id(write, tenant), "\"99\"", body(write));
    }

    private HttpCalls.Answer send(ApiClient caller, Operation operation, String id) {
        return call(caller, operation, id, "*", body(operation));
    }

    /** Whoever may do it with all rights. */
    private ApiClient caller(Operation operation) {
        return isForOperator(operation) ? tenant.operator() : tenant.as(tenant.admin());
    }

    private ApiClient narrow(Operation operation) {
        return isForOperator(operation) ? tenant.operator("profile:read") : tenant.as(tenant.admin(), "profile:read");
    }

    private static boolean isForOperator(Operation operation) {
        return operation.description().path("description").stringValue().startsWith("Only the operator");
    }

    private HttpCalls.Answer call(ApiClient caller, Operation operation, String id, String tags, String body) {
        Map<String, String> headers = operation.isConditional() ? Map.of("If-Match", tags) : Map.of();
        return caller.send(operation.method(), path(operation, id), headers, body);
    }

    private static String path(Operation operation, String id) {
        return operation.path().substring("/api/v1".length()).replace("{id}", id);
    }

    /** The example's body, of something that is not there yet. */
    private static String body(Operation operation) {
        String fresh = "f" + UUID.randomUUID().toString().substring(0, 8);
        return operation
                .exampleBody()
                .orElse("")
                .replace("dock-hospital", fresh)
                .replace("@dock.example", "@" + fresh + ".example")
                .replace("@harbor.example", "@" + fresh + ".example");
    }

    /** The answer but for a link, which only the first attempt gets. */
    private static String withoutSecrets(HttpCalls.Answer answer) {
        return answer.body().replaceFirst(",\"(?:link|client_secret)\":\"[^\"]*\"", "");
    }

    private static String id(Operation operation, Tenant owner) {
        return operation.hasId()
                ? Objects.requireNonNull(IDS.get(operation.tag()), "no way to an id for " + operation)
                        .apply(owner)
                : NOBODY;
    }

    private void leavesOneEvent(Operation write, String end, HttpCalls.Answer answer) {
        List<String> audited = tenant.audited();
        assertThat(audited)
                .as("%s: %s %s", write, answer.status(), answer.body())
                .hasSize(events + 1);
        assertThat(audited.getLast()).as("%s: %s", write, answer.body()).isEqualTo(write.name() + " " + end);
        events++;
    }

    /** The organisation and its provider as they were made, for the next operation on them. */
    private void restore() {
        auth.sql("UPDATE organisations SET version = 1 WHERE slug = '" + tenant.slug() + "'");
        auth.sql("UPDATE identity_providers SET version = 1 WHERE organisation_id = CAST('" + tenant.id()
                + "' AS uuid)");
    }
}
