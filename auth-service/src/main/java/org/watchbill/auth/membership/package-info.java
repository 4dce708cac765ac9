/** The people of an organisation: who they are, what role each has, and how that ends. */
@NullMarked
package org.watchbill.auth.membership;

import org.jspecify.annotations.NullMarked;
