package org.watchbill.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A conversation in plain text, held with a gateway and its replica. Blocks are set apart by blank lines. In a block that
 * the client sends, lines start with {@code >}: the HTTP method, with {@code at the replica} when it goes there, headers,
 * one line of JSON; {@code > leave} drops the connection of the open stream. In a block that it expects they start with
 * {@code <}: a status, headers, one line of JSON, {@code event} and the JSON of the next event of the open stream, {@code id}
 * and the id of the last one, {@code opening} for an event without content, {@code end} for the end of the stream; {@code on
 * 1} goes back to the first stream. A name such as <code>${session}</code> takes the value of its first appearance.
 */
public final class Transcript {

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z]+)}");

    private static final String AT_THE_REPLICA = " at the replica";

    private final RunningGateway gateway;
    private final RunningGateway replica;
    private final List<EventReader> streams = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private @Nullable EventReader answer;
    private @Nullable EventReader stream;

    private Transcript(RunningGateway gateway, RunningGateway replica) {
        this.gateway = gateway;
        this.replica = replica;
        names.put("token", gateway.memberToken());
        names.put("port", String.valueOf(gateway.at("/").getPort()));
    }

    /** A conversation that needs no replica. */
    public static void replay(String resource, RunningGateway gateway) {
        replay(resource, gateway, gateway);
    }

    public static void replay(String resource, RunningGateway gateway, RunningGateway replica) {
        Transcript transcript = new Transcript(gateway, replica);
        for (String block : text(resource).split("\n\\s*\n", -1)) {
            List<String> lines =
                    block.lines().filter(line -> !line.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                transcript.play(lines);
            }
        }
    }

    private void play(List<String> lines) {
        String direction = lines.getFirst().substring(0, 1);
        List<String> content = lines.stream().map(line -> line.substring(2)).toList();
        if (lines.getFirst().equals("> leave")) {
            Objects.requireNonNull(stream).close();
        } else if (direction.equals(">")) {
            send(content);
        } else {
            content.forEach(this::expect);
        }
    }

    private void send(List<String> lines) {
        Map<String, String> headers = lines.stream()
                .skip(1)
                .filter(line -> !isJson(line))
                .map(line -> filled(line).split(": ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        headers.put("Content-Type", "application/json");
        headers.putIfAbsent("Accept", "application/json, text/event-stream");
        String body = isJson(lines.getLast()) ? filled(lines.getLast()) : "";
        RunningGateway target = lines.getFirst().endsWith(AT_THE_REPLICA) ? replica : gateway;
        String method = lines.getFirst().replace(AT_THE_REPLICA, "");
        EventReader received =
                new EventReader(Wire.open(method, target.at("/mcp"), headers, body.getBytes(StandardCharsets.UTF_8)));
        answer = received;
        if (received.header("Content-Type").equals("text/event-stream")) {
            stream = received;
            streams.add(received);
        }
    }

    private void expect(String line) {
        EventReader answer = Objects.requireNonNull(this.answer);
        if (line.matches("[0-9]{3}")) {
            assertThat(String.valueOf(answer.status())).isEqualTo(line);
        } else if (line.startsWith("event ")) {
            matches(
                    Json.parse(line.substring(6).getBytes(StandardCharsets.UTF_8)),
                    Objects.requireNonNull(stream).next(),
                    line);
        } else if (line.startsWith("id ")) {
            matchesText(line.substring(3), Objects.requireNonNull(stream).lastId(), line);
        } else if (line.equals("opening")) {
            assertThat(Objects.requireNonNull(stream).opening()).as(line).isNotEmpty();
        } else if (line.startsWith("on ")) {
            stream = streams.get(Integer.parseInt(line.substring(3)) - 1);
        } else if (line.equals("end")) {
            assertThat(Objects.requireNonNull(stream).hasEnded()).isTrue();
        } else if (isJson(line)) {
            matches(Json.parse(line.getBytes(StandardCharsets.UTF_8)), Json.parse(answer.rest()), line);
        } else {
            String[] pair = line.split(": ", 2);
            matchesText(pair[1], answer.header(pair[0]), line);
        }
    }

    private static boolean isJson(String line) {
        return line.startsWith("{") || line.startsWith("[");
    }

    private void matches(JsonNode expected, JsonNode actual, String line) {
        if (expected.isObject()) {
            assertThat(actual.propertyNames()).as(line).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            expected.properties().forEach(member -> matches(member.getValue(), actual.get(member.getKey()), line));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(line).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                matches(expected.get(i), actual.get(i), line);
            }
        } else if (expected.isString()) {
            matchesText(expected.stringValue(), actual.asString(), line);
        } else {
            assertThat(actual).as(line).isEqualTo(expected);
        }
    }

    private void matchesText(String expected, String actual, String line) {
        Matcher name = NAME.matcher(expected);
        if (name.matches() && names.putIfAbsent(name.group(1), actual) == null) {
            assertThat(actual).as(line).isNotEmpty();
        } else {
            assertThat(actual).as(line).isEqualTo(filled(expected));
        }
    }

    private String filled(String text) {
        return NAME.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Objects.requireNonNull(names.get(found.group(1)), found.group())));
    }

    private static String text(String resource) {
        try (InputStream file = Objects.requireNonNull(Transcript.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
