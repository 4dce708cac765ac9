/** Administration of the OpenID provider by which an organisation's people sign in. */
@NullMarked
package org.watchbill.auth.administration.provider;

import org.jspecify.annotations.NullMarked;
