package org.watchbill.gateway.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks messages: first their structure, then their bytes. */
final class Mutations {

    private static final List<String> NASTY = List.of(
            "",
            "\u0000",
            "\r\nX-Injected: 1",
            "\uD800",
            "../../etc/passwd",
            "=?base64?!!!?=",
            "{}",
            "2026-07-28",
            "1900-01-01",
            "9999-99-99",
            "tools/call",
            "initialize",
            "notifications/cancelled",
            "subscriptions/listen",
            "tasks/get",
            "a".repeat(70_000));
    private static final List<String> NUMBERS = List.of(
            "0", "-1", "1e400", "9".repeat(200), "9007199254740993", "0.1", "-0", "1E-999", "18446744073709551616");
    private static final List<String> MEMBERS = List.of(
            "id",
            "method",
            "params",
            "result",
            "error",
            "jsonrpc",
            "_meta",
            "name",
            "uri",
            "arguments",
            "cursor",
            "inputResponses",
            "requestState",
            "progressToken",
            "protocolVersion",
            "capabilities",
            "io.modelcontextprotocol/protocolVersion",
            "io.modelcontextprotocol/clientCapabilities",
            "io.modelcontextprotocol/logLevel",
            "org.watchbill/callId",
            "task",
            "notifications",
            "taskId");

    private static final String HEAD_BREAKERS = " \t\r\n\0:/?#%&=;,.\"\\[]{}-+0";

    private final RandomGenerator random;

    Mutations(RandomGenerator random) {
        this.random = random;
    }

    /** The message as bytes, most often broken somewhere. */
    byte[] of(JsonNode message) {
        JsonNode broken = message;
        for (int i = random.nextInt(4); i > 0; i--) {
            broken = structure(broken);
        }
        byte[] bytes = Json.text(broken).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> bytes(bytes);
            case 1 -> deep();
            case 2 -> withRawNumber(bytes);
            default -> bytes;
        };
    }

    /** The head with a few characters exchanged; what comes must still end somewhere. */
    String ofHead(String head) {
        StringBuilder broken = new StringBuilder(head);
        for (int i = random.nextInt(6); i >= 0; i--) {
            char other =
                    random.nextBoolean() ? HEAD_BREAKERS.charAt(random.nextInt(HEAD_BREAKERS.length())) : anyByte();
            broken.setCharAt(random.nextInt(broken.length()), other);
        }
        return broken + "\r\n\r\n";
    }

    private char anyByte() {
        return (char) random.nextInt(128);
    }

    String nasty() {
        return NASTY.get(random.nextInt(NASTY.size()));
    }

    private JsonNode structure(JsonNode message) {
        if (random.nextInt(20) == 0) {
            ArrayNode batch = Json.object().putArray("batch");
            for (int i = random.nextInt(4); i >= 0; i--) {
                batch.add(message.deepCopy());
            }
            return batch;
        }
        JsonNode copy = message.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        if (objects.isEmpty()) {
            return value();
        }
        ObjectNode target = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>(target.propertyNames());
        boolean existing = !names.isEmpty() && random.nextBoolean();
        String name = existing ? names.get(random.nextInt(names.size())) : MEMBERS.get(random.nextInt(MEMBERS.size()));
        if (random.nextInt(4) == 0) {
            target.remove(name);
        } else {
            target.set(name, value());
        }
        return copy;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.valueStream().forEach(child -> collect(child, objects));
    }

    private JsonNode value() {
        ObjectNode holder = Json.object();
        return switch (random.nextInt(8)) {
            case 0 -> holder.putNull("v").path("v");
            case 1 -> holder.put("v", random.nextLong()).path("v");
            case 2 -> holder.put("v", random.nextDouble()).path("v");
            case 3 -> holder.put("v", random.nextBoolean()).path("v");
            case 4 -> holder.putArray("v").add(1).add("x");
            case 5 -> Json.object().put("x", 1);
            default -> holder.put("v", safe(nasty())).path("v");
        };
    }

    /** A lone surrogate cannot be written as UTF-8; the byte mutations make such things. */
    private static String safe(String text) {
        return text.equals("\uD800") ? "?" : text;
    }

    private byte[] bytes(byte[] message) {
        byte[] broken = message.clone();
        for (int i = random.nextInt(6); i >= 0 && broken.length > 0; i--) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(broken, random.nextInt(broken.length + 1)) : broken;
    }

    private byte[] deep() {
        int depth = 1 << random.nextInt(4, 18);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] unit = open.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < depth; i++) {
            bytes.writeBytes(unit);
        }
        return bytes.toByteArray();
    }

    private byte[] withRawNumber(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return text.replaceFirst("\"id\":[^,}]+", "\"id\":" + NUMBERS.get(random.nextInt(NUMBERS.size())))
                .getBytes(StandardCharsets.UTF_8);
    }
}
