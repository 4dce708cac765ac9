/** People: their e-mail address, name and argon2id password, and the check of a sign-in. */
@NullMarked
package org.watchbill.auth.account;

import org.jspecify.annotations.NullMarked;
