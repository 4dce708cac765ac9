/** The demo organisation, from one data file. */
@NullMarked
package org.watchbill.schedule.demo;

import org.jspecify.annotations.NullMarked;
