package org.watchbill.system.suite;

import java.util.Locale;

/** The four services, in the order in which they are started. */
public enum Service {
    AUTH("auth-service"),
    AUDIT("audit-service"),
    SCHEDULE("schedule-service"),
    GATEWAY("mcp-gateway");

    private final String folder;

    Service(String folder) {
        this.folder = folder;
    }

    /** The name in settings, tokens and of the Maven module. */
    public String folder() {
        return folder;
    }

    /** The start of the names of its environment variables. */
    public String environmentPrefix() {
        return "WATCHBILL_" + folder.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    }

    public boolean hasDatabase() {
        return this != GATEWAY;
    }
}
