package org.watchbill.kit.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.watchbill.kit.http.Problem;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.RecordSchemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of a {@link RestApi}. */
public final class ApiDocument {

    /**
     * What the operations do not say.
     *
     * @param server the public address, which the paths follow
     * @param issuer the authorization server whose tokens are accepted
     * @param scopes what each scope allows, in words
     */
    public record About(String title, String description, String server, String issuer, Map<String, String> scopes) {

        public About {
            scopes = Map.copyOf(scopes);
        }
    }

    private static final String OAUTH = "oauth";
    private static final String API_TOKEN = "api_token";

    private final About about;
    private final RestApi api;
    private final JsonNode examples;
    private final ObjectNode schemas = Json.object();

    /** {@code examples} has a {@code request} and an {@code answer} for each operation by its name. */
    private ApiDocument(About about, RestApi api, JsonNode examples) {
        this.about = about;
        this.api = api;
        this.examples = examples;
    }

    /** The document, with examples from the class-path resource {@code examples}. */
    public static ObjectNode of(About about, RestApi api, String examples) {
        return new ApiDocument(about, api, resource(examples)).document();
    }

    private static JsonNode resource(String path) {
        try (InputStream stream = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(path), path)) {
            return Json.parse(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode document() {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", about.title())
                .put("description", about.description())
                .put("version", "1");
        document.putArray("servers").addObject().put("url", about.server());
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : api.operations()) {
            String path = api.base() + operation.path();
            ObjectNode methods = paths.has(path) ? (ObjectNode) paths.path(path) : paths.putObject(path);
            methods.set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
        }
        schemas.set("Problem", RecordSchemas.whole(Problem.class));
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("securitySchemes", securitySchemes());
        return document;
    }

    private ObjectNode describe(Operation operation) {
        ObjectNode described = Json.object()
                .put("operationId", operation.name())
                .put("summary", operation.summary())
                .put(
                        "description",
                        operation.admission().role() + ". Scope: `"
                                + operation.admission().scope() + "`.");
        described.putArray("tags").add(operation.path().split("/", -1)[1]);
        ArrayNode security = described.putArray("security");
        ArrayNode scopes = security.addObject().putArray(OAUTH);
        Stream.of(operation.admission().scope().split(" ")).forEach(scopes::add);
        security.addObject().putArray(API_TOKEN);
        ArrayNode parameters = described.putArray("parameters");
        addParameters(operation, parameters);
        operation.input().body().ifPresent(type -> {
            ObjectNode body = described.putObject("requestBody").put("required", true);
            content(body, "application/json", reference(type, RecordSchemas.input(type)))
                    .set("example", example(operation, "request"));
        });
        describeAnswers(operation, described.putObject("responses"));
        return described;
    }

    private static void addParameters(Operation operation, ArrayNode parameters) {
        if (operation.hasId()) {
            parameter(parameters, "path", "id", "Which one", true)
                    .put("type", "string")
                    .put("maxLength", 2048);
        }
        operation
                .input()
                .query()
                .forEach(query -> parameter(parameters, "query", query.name(), query.description(), false)
                        .setAll(query.schema()));
        if (operation.input().conditional()) {
            parameter(parameters, "header", "If-Match", "The ETag of what is to be changed", true)
                    .put("type", "string");
        }
        if (operation.writes()) {
            parameter(
                            parameters,
                            "header",
                            "Idempotency-Key",
                            "Names the call for 24 hours: repeated with the same key it changes nothing again",
                            false)
                    .put("type", "string");
        }
    }

    private static ObjectNode parameter(
            ArrayNode parameters, String place, String name, String description, boolean required) {
        return parameters
                .addObject()
                .put("name", name)
                .put("in", place)
                .put("description", description)
                .put("required", required)
                .putObject("schema");
    }

    private void describeAnswers(Operation operation, ObjectNode answers) {
        ObjectNode success =
                answers.putObject(String.valueOf(operation.output().status())).put("description", "Done");
        operation.output().type().ifPresent(type -> {
            ObjectNode one = reference(type, RecordSchemas.whole(type));
            content(success, "application/json", operation.output().paged() ? page(one) : one)
                    .set("example", example(operation, "answer"));
        });
        answers.putObject("401")
                .put("description", "No token that is good here; `WWW-Authenticate` says why")
                .putObject("headers")
                .putObject("WWW-Authenticate")
                .putObject("schema")
                .put("type", "string");
        content((ObjectNode) answers.path("401"), "application/problem+json", problem());
        problem(answers, "400", "The request cannot be read or is not allowed as it is");
        problem(answers, "403", "The caller lacks the role or the scope");
        problem(answers, "404", "There is no such thing in the organisation");
        if (operation.writes()) {
            problem(answers, "409", "It contradicts what is there");
        }
        if (operation.input().conditional()) {
            problem(answers, "412", "It has changed; `current` shows how it is now");
            problem(answers, "428", "`If-Match` is missing");
        }
        problem(answers, "default", "Another refusal, such as 413, 415, 429 or 503");
    }

    private static void problem(ObjectNode answers, String status, String description) {
        content(answers.putObject(status).put("description", description), "application/problem+json", problem());
    }

    private static ObjectNode problem() {
        return Json.object().put("$ref", "#/components/schemas/Problem");
    }

    private static ObjectNode page(ObjectNode one) {
        ObjectNode page = Json.object().put("type", "object");
        page.putArray("required").add("items");
        ObjectNode members = page.putObject("properties");
        members.putObject("items").put("type", "array").set("items", one);
        members.putObject("next_cursor")
                .put("type", "string")
                .put("description", "Asks for the next page; absent on the last one");
        return page;
    }

    private static ObjectNode content(ObjectNode owner, String mediaType, ObjectNode schema) {
        ObjectNode content = owner.putObject("content").putObject(mediaType);
        content.set("schema", schema);
        return content;
    }

    private ObjectNode reference(Class<?> type, ObjectNode schema) {
        Class<?> outer = type.getEnclosingClass();
        String name = (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
        schemas.set(name, schema);
        return Json.object().put("$ref", "#/components/schemas/" + name);
    }

    private JsonNode example(Operation operation, String part) {
        JsonNode example = examples.path(operation.name()).path(part);
        if (example.isMissingNode()) {
            throw new IllegalStateException("There is no example of the " + part + " of " + operation.name());
        }
        return example;
    }

    private ObjectNode securitySchemes() {
        ObjectNode schemes = Json.object();
        ObjectNode flow = schemes.putObject(OAUTH)
                .put("type", "oauth2")
                .putObject("flows")
                .putObject("authorizationCode")
                .put("authorizationUrl", about.issuer() + "/authorize")
                .put("tokenUrl", about.issuer() + "/token")
                .put("refreshUrl", about.issuer() + "/token");
        ObjectNode scopes = flow.putObject("scopes");
        about.scopes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(scope -> scopes.put(scope.getKey(), scope.getValue()));
        schemes.putObject(API_TOKEN)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API token, which begins with `wb_`");
        return schemes;
    }
}
