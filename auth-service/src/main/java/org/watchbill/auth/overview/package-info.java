/** The home page of a signed-in person. */
@NullMarked
package org.watchbill.auth.overview;

import org.jspecify.annotations.NullMarked;
