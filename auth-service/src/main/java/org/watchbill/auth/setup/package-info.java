/** The one-time link that makes the first organisation and its administrator. */
@NullMarked
package org.watchbill.auth.setup;

import org.jspecify.annotations.NullMarked;
