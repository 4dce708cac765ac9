/**
 * The log: one hash chain per organisation. Other services append on the internal socket ({@link
 * org.watchbill.audit.log.AppendEndpoint}); people read and verify on the public one ({@link
 * org.watchbill.audit.log.LogEndpoint}). Entries are never changed: the database itself refuses it.
 */
@NullMarked
package org.watchbill.audit.log;

import org.jspecify.annotations.NullMarked;
