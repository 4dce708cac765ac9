@NullMarked
package org.watchbill.schedule.board;

import org.jspecify.annotations.NullMarked;
