package org.watchbill.auth.client;

import org.watchbill.kit.config.Secret;

/** A confidential client that is part of the suite, known by configuration. */
public record Program(Kind kind, Secret secret) {

    /** Which part of the suite it is; the id under which it signs in. */
    public enum Kind {
        /** This service itself, which needs no secret: it signs its own tokens. */
        AUTH_SERVICE("auth-service"),
        MCP_GATEWAY("mcp-gateway"),
        SCHEDULE_SERVICE("schedule-service"),
        AUDIT_SERVICE("audit-service"),
        OPERATOR("watchbill-cli");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }
}
