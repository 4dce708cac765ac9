/** Tests of the whole audit-service over HTTP, and of its architecture. */
@NullMarked
package org.watchbill.audit;

import org.jspecify.annotations.NullMarked;
