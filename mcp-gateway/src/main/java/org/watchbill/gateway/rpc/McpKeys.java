package org.watchbill.gateway.rpc;

/** Names of {@code _meta} members. */
public final class McpKeys {

    public static final String META = "_meta";
    public static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    public static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    public static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
    public static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    public static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";
    /** The extension for work that outlives its call. */
    public static final String TASKS = "io.modelcontextprotocol/tasks";

    public static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    /** Members under this prefix travel between gateway and services only. */
    public static final String INTERNAL = "org.watchbill/";

    public static final String CALL_ID = INTERNAL + "callId";
    public static final String POLICY = INTERNAL + "policy";
    public static final String REQUIRED_SCOPE = INTERNAL + "requiredScope";

    private McpKeys() {}
}
