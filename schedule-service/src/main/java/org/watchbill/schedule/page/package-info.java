/** Answers in pages with opaque cursors. */
@NullMarked
package org.watchbill.schedule.page;

import org.jspecify.annotations.NullMarked;
