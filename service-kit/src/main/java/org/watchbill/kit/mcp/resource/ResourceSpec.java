package org.watchbill.kit.mcp.resource;

import org.watchbill.kit.mcp.AccessPolicy;

/**
 * How a resource, or all resources of a template, present themselves.
 *
 * @param uri a URI, or a template of RFC 6570 level 1 when it holds {@code {variable}}s
 */
public record ResourceSpec(
        String uri, String name, String title, String description, String mimeType, AccessPolicy policy) {}
