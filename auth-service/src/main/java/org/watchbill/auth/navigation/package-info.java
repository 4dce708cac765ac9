/** The way around the pages of a signed-in person. */
@NullMarked
package org.watchbill.auth.navigation;

import org.jspecify.annotations.NullMarked;
