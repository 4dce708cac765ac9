/** The REST door of all file imports. */
@NullMarked
package org.watchbill.schedule.imports;

import org.jspecify.annotations.NullMarked;
