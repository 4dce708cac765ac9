package org.watchbill.auth.session.step;

import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.account.User;

/**
 * Somebody who has proven the first factor and still owes the second.
 *
 * @param method the first factor
 * @param continueTo where to go once signed in
 */
record SignInStep(User.Id user, SignInMethod method, String continueTo) {}
