/**
 * The MCP front door of the suite. A request runs through {@code era} (Origin, credential, framing, which revision),
 * then {@code modern} or {@code legacy} (the codecs), then {@code call} (the core), {@code catalogue} and
 * {@code upstream}. The gateway holds no database and no business rule.
 */
@NullMarked
package org.watchbill.gateway;

import org.jspecify.annotations.NullMarked;
