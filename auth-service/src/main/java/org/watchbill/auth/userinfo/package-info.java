/** Who a person is, for clients that the person told (OpenID Connect Core section 5.3). */
@NullMarked
package org.watchbill.auth.userinfo;

import org.jspecify.annotations.NullMarked;
