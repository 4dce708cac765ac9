/** Prompts that start a piece of work and bring along what it needs. */
@NullMarked
package org.watchbill.schedule.workflow;

import org.jspecify.annotations.NullMarked;
