package org.watchbill.kit.mcp.resource;

import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a resource says. */
public record TextContents(String uri, String mimeType, String text) {

    public ObjectNode json() {
        return Json.object().put("uri", uri).put("mimeType", mimeType).put("text", text);
    }
}
