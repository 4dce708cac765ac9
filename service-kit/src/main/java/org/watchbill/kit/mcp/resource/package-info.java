/** Resources and resource templates: what the service knows, as text under a URI. */
@NullMarked
package org.watchbill.kit.mcp.resource;

import org.jspecify.annotations.NullMarked;
