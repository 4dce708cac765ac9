/** What auth-service costs: CPU time a request, memory, and the time to be ready. */
@NullMarked
package org.watchbill.benchmarks.auth;

import org.jspecify.annotations.NullMarked;
