/** The scheduling domain: who works when, who may change it, and the doors to both. */
@NullMarked
package org.watchbill.schedule;

import org.jspecify.annotations.NullMarked;
