/** The whole suite as tests start it: ports, secrets and databases of the four services, and all of them in one JVM. */
@NullMarked
package org.watchbill.system.suite;

import org.jspecify.annotations.NullMarked;
