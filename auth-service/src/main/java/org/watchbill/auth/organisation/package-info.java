/** Tenants and the role of each person in them. */
@NullMarked
package org.watchbill.auth.organisation;

import org.jspecify.annotations.NullMarked;
