/** Tests of the whole service, over real HTTP and on both databases. */
@NullMarked
package org.watchbill.schedule;

import org.jspecify.annotations.NullMarked;
