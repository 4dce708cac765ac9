/** Tasks of the services as clients see them: work that outlives its call, {@code io.modelcontextprotocol/tasks}. */
@NullMarked
package org.watchbill.gateway.task;

import org.jspecify.annotations.NullMarked;
