package org.watchbill.kit.mcp;

import io.helidon.webserver.CloseConnectionException;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.node.ObjectNode;

/** How a method is answered. */
public sealed interface McpMethod {

    /** With one message. */
    @FunctionalInterface
    non-sealed interface Single extends McpMethod {

        /** The result; throws {@link RpcException}. */
        ObjectNode answer(McpRequest request);
    }

    /** With server-sent events: notifications first, the result last. */
    @FunctionalInterface
    non-sealed interface Streaming extends McpMethod {

        /** What will be answered; throws {@link RpcException} while the answer can still be one message. */
        Conversation open(McpRequest request);
    }

    /** The events of one answer. */
    interface Conversation extends AutoCloseable {

        /** Writes notifications and returns the result, at once when the thread is interrupted. */
        ObjectNode hold(Events events);

        /** Gives back what the conversation held; called once, also when it was never begun. */
        @Override
        void close();
    }

    /** The stream of one answer. A write fails with {@link CloseConnectionException} once the client has gone. */
    interface Events {

        void message(ObjectNode message);

        /** A comment that clients ignore and that finds out whether they are still there. */
        void keepAlive();
    }
}
