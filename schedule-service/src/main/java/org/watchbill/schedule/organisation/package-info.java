/** The tenants that this service has met. */
@NullMarked
package org.watchbill.schedule.organisation;

import org.jspecify.annotations.NullMarked;
