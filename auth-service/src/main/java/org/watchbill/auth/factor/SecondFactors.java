package org.watchbill.auth.factor;

/**
 * What somebody can prove beside the password.
 *
 * @param app whether there is an authenticator app
 * @param passkeys how many there are
 * @param recoveryCodes how many are left; they alone ask for no second factor
 */
public record SecondFactors(boolean app, long passkeys, long recoveryCodes) {

    /** Whether a password alone does not do. */
    public boolean required() {
        return app || passkeys > 0;
    }
}
