/** Tests of the log's pure rules. */
@NullMarked
package org.watchbill.audit.log;

import org.jspecify.annotations.NullMarked;
