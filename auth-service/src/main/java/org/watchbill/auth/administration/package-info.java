/** What administrators do on pages: the frame that lets them in, and a package for each kind of thing they look after. */
@NullMarked
package org.watchbill.auth.administration;

import org.jspecify.annotations.NullMarked;
