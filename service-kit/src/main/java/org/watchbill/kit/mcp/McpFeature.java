package org.watchbill.kit.mcp;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A part of the protocol that a service offers. */
public interface McpFeature {

    /** How each of its methods is answered, by name. */
    Map<String, McpMethod> methods();

    /** Adds to the capabilities that {@code server/discover} announces. */
    default void announce(ObjectNode capabilities) {}
}
