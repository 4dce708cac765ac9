/** One connection pool, one transaction function, one set of SQL for H2 and PostgreSQL. */
@NullMarked
package org.watchbill.kit.database;

import org.jspecify.annotations.NullMarked;
