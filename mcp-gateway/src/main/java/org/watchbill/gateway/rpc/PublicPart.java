package org.watchbill.gateway.rpc;

import tools.jackson.databind.node.ObjectNode;

/** What clients may see of an object that a service sent: all but the {@code _meta} members meant for the gateway. */
public final class PublicPart {

    private PublicPart() {}

    public static ObjectNode of(ObjectNode sent) {
        ObjectNode visible = sent.deepCopy();
        if (visible.get(McpKeys.META) instanceof ObjectNode meta) {
            meta.propertyNames().stream()
                    .filter(key -> key.startsWith(McpKeys.INTERNAL) || key.equals(McpKeys.SERVER_INFO))
                    .toList()
                    .forEach(meta::remove);
            if (meta.isEmpty()) {
                visible.remove(McpKeys.META);
            }
        }
        return visible;
    }
}
