/** Tests of the import program. */
@NullMarked
package org.watchbill.schedule.imports;

import org.jspecify.annotations.NullMarked;
