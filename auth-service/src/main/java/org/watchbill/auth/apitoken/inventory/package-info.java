/** All API tokens of an organisation, as its administrators see and end them. */
@NullMarked
package org.watchbill.auth.apitoken.inventory;

import org.jspecify.annotations.NullMarked;
