package org.watchbill.gateway.legacy.projection;

import org.watchbill.gateway.session.Revision;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Content blocks; a kind that the revision does not have becomes a text that says what is missing. */
final class ContentProjection {

    private final Revision revision;

    ContentProjection(Revision revision) {
        this.revision = revision;
    }

    void blocks(ArrayNode blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof ObjectNode block) {
                blocks.set(i, block(block));
            }
        }
    }

    /** Messages with one block each. */
    void messages(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message instanceof ObjectNode said && said.path("content") instanceof ObjectNode block) {
                said.set("content", block(block));
            }
        }
    }

    /** The messages of a sampling request: several blocks in one message came with revision 2025-11-25. */
    void sampled(ObjectNode params) {
        ArrayNode messages = Json.object().putArray("messages");
        for (JsonNode message : params.path("messages")) {
            boolean split = message.path("content").isArray() && !revision.isAtLeast(Revision.NOVEMBER_2025);
            if (split) {
                message.path("content")
                        .forEach(block -> messages.addObject()
                                .put("role", message.path("role").stringValue(""))
                                .set("content", block));
            } else {
                messages.add(message);
            }
        }
        messages(messages);
        params.set("messages", messages);
    }

    private ObjectNode block(ObjectNode block) {
        ObjectNode known = switch (block.path("type").stringValue("")) {
            case "audio" -> revision.isAtLeast(Revision.MARCH_2025) ? block : audio(block);
            case "resource_link" -> revision.isAtLeast(Revision.JUNE_2025) ? block : link(block);
            default -> block;
        };
        if (known.path("type").stringValue("").equals("resource_link")) {
            Shape.RESOURCE.strip(known, revision);
        }
        Shape.CONTENT.strip(known, revision);
        Shape.ANNOTATIONS.strip(known.path("annotations"), revision);
        Shape.RESOURCE_CONTENTS.strip(known.path("resource"), revision);
        return known;
    }

    private static ObjectNode audio(ObjectNode block) {
        return text(block, "Audio (" + block.path("mimeType").stringValue("") + "), which this client cannot take");
    }

    private static ObjectNode link(ObjectNode block) {
        String name = block.path("title").stringValue(block.path("name").stringValue(""));
        return text(block, name + ": " + block.path("uri").stringValue(""));
    }

    private static ObjectNode text(ObjectNode block, String text) {
        ObjectNode replaced = Json.object().put("type", "text").put("text", text);
        if (block.has("annotations")) {
            replaced.set("annotations", block.get("annotations"));
        }
        return replaced;
    }
}
