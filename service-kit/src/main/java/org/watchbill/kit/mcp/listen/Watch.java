package org.watchbill.kit.mcp.listen;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What one stream is told of, for one topic. */
public interface Watch {

    /** Adds what is honoured to the acknowledgement. */
    void acknowledge(ObjectNode honoured);

    /** The notifications of what changed since the watch began, or since the last look; asked every few seconds. */
    List<ObjectNode> changes();
}
