package org.watchbill.schedule.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;

/** Sends a file to the service's import API with an operator's token, and tells how it ended. */
public final class ImportClient {

    private static final String CLIENT = "watchbill-cli";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final Map<String, String> environment;

    public ImportClient(HttpClient http, Map<String, String> environment) {
        this.http = http;
        this.environment = Map.copyOf(environment);
    }

    /** Throws {@link ImportUsageException} when no token can be had. */
    public ImportReport send(ImportOrder order, byte[] content) throws IOException, InterruptedException {
        ImportOrder.Kind kind = order.kindOf(content);
        Map<String, String> query = new LinkedHashMap<>();
        if (kind == ImportOrder.Kind.CALENDAR) {
            order.member().ifPresent(member -> query.put("member", member));
        }
        if (kind == ImportOrder.Kind.ROSTER && order.createMembers()) {
            query.put("create_members", "true");
        }
        String path = "/api/v1/imports/" + kind.text() + (query.isEmpty() ? "" : "?" + form(query));
        HttpRequest request = HttpRequest.newBuilder(URI.create(setting("WATCHBILL_SCHEDULE_URL") + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token(order))
                .header("Content-Type", kind == ImportOrder.Kind.CALENDAR ? "text/calendar" : "text/csv")
                .POST(BodyPublishers.ofByteArray(content))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        return response.statusCode() == 200
                ? new ImportReport(true, summary(order, Json.parse(response.body())))
                : new ImportReport(false, refusal(order, response));
    }

    private String token(ImportOrder order) throws IOException, InterruptedException {
        String secret =
                Files.readString(Path.of(setting("WATCHBILL_CLI_SECRET_FILE"))).strip();
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(UTF_8));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("resource", setting("WATCHBILL_SCHEDULE_URL") + "/api");
        form.put("scope", "schedule:write members:write");
        order.organisation().ifPresent(slug -> form.put("organisation", slug));
        HttpRequest request = HttpRequest.newBuilder(URI.create(setting("WATCHBILL_AUTH_URL") + "/token"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form)))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        JsonNode answer = json(response);
        if (response.statusCode() != 200) {
            throw new ImportUsageException("auth-service gave no token: "
                    + answer.path("error_description")
                            .asString(answer.path("error").asString("" + response.statusCode())));
        }
        return answer.path("access_token").asString("");
    }

    private static List<String> summary(ImportOrder order, JsonNode answer) {
        List<String> lines = new ArrayList<>();
        lines.add("%s imported as %s: %d created, %d updated, %d unchanged, %d released"
                .formatted(
                        order.file(),
                        answer.path("kind").asString(""),
                        answer.path("created").asInt(),
                        answer.path("updated").asInt(),
                        answer.path("unchanged").asInt(),
                        answer.path("released").asInt()));
        if (answer.path("members_created").asInt() > 0) {
            lines.add(
                    "%d members added".formatted(answer.path("members_created").asInt()));
        }
        answer.path("skipped").forEach(skipped -> lines.add(line(order, skipped)));
        return lines;
    }

    private static List<String> refusal(ImportOrder order, HttpResponse<byte[]> response) {
        JsonNode problem = json(response);
        List<String> lines = new ArrayList<>();
        problem.path("errors").forEach(error -> lines.add(line(order, error)));
        lines.add(
                order.file() + ": " + problem.path("detail").asString("the service answered " + response.statusCode()));
        return lines;
    }

    private static String line(ImportOrder order, JsonNode problem) {
        return "%s:%d: %s"
                .formatted(
                        order.file(),
                        problem.path("line").asInt(),
                        problem.path("message").asString(""));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.parse(response.body());
        } catch (JsonFormatException e) {
            return Json.object();
        }
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String setting(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new ImportUsageException("The environment variable " + name + " is missing");
        }
        return value;
    }
}
