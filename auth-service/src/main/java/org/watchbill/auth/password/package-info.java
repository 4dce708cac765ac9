/** Changing a password, and getting a new one when the old one is lost. */
@NullMarked
package org.watchbill.auth.password;

import org.jspecify.annotations.NullMarked;
