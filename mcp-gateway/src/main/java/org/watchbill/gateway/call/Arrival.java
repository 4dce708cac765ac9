package org.watchbill.gateway.call;

import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.kit.http.Trace;

/** What is known of a message before it is read: who sent it, with which headers, in which trace. */
public record Arrival(Identity caller, McpHeaders headers, Trace trace) {}
