/** REST writes as commands, and their answers. */
@NullMarked
package org.watchbill.schedule.rest;

import org.jspecify.annotations.NullMarked;
