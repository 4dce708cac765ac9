/** What a person allowed a client to do, and the one-time codes and rotating refresh tokens that stand for it. */
@NullMarked
package org.watchbill.auth.grant;

import org.jspecify.annotations.NullMarked;
