package org.watchbill.system.client;

import java.net.URI;

/** The two ways in which clients speak the protocol. */
public enum Era {
    MODERN {
        @Override
        public McpClient connect(URI mcp, String token) {
            return new ModernMcpClient(mcp, token);
        }

        @Override
        public Reply knock(URI mcp, String token) {
            return new ModernMcpClient(mcp, token).discover().reply();
        }
    },
    LEGACY {
        @Override
        public McpClient connect(URI mcp, String token) {
            return LegacyMcpClient.connect(mcp, token);
        }

        @Override
        public Reply knock(URI mcp, String token) {
            return LegacyMcpClient.tryInitialize(mcp, token).reply();
        }
    };

    public abstract McpClient connect(URI mcp, String token);

    /** The HTTP answer to the first request of a client. */
    public abstract Reply knock(URI mcp, String token);
}
