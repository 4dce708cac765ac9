/** Tests of the rules of requests. */
@NullMarked
package org.watchbill.schedule.request;

import org.jspecify.annotations.NullMarked;
