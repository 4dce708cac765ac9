/** What all file imports share: reading CSV (RFC 4180) and reporting what is wrong, line by line. */
@NullMarked
package org.watchbill.schedule.bulk;

import org.jspecify.annotations.NullMarked;
