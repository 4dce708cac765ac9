/** Tests. */
@NullMarked
package org.watchbill.gateway.task;

import org.jspecify.annotations.NullMarked;
