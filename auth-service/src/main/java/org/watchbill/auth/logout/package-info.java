/** Clients send people here to sign out (OpenID Connect RP-Initiated Logout 1.0). */
@NullMarked
package org.watchbill.auth.logout;

import org.jspecify.annotations.NullMarked;
