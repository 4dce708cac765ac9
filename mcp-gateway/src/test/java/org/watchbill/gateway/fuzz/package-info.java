/** Random messages at the front door, from a seed that a failure prints. */
@NullMarked
package org.watchbill.gateway.fuzz;

import org.jspecify.annotations.NullMarked;
