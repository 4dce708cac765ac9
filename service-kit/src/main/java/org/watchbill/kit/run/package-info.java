/** Starting and stopping a service as a process. */
@NullMarked
package org.watchbill.kit.run;

import org.jspecify.annotations.NullMarked;
