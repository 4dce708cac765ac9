package org.watchbill.auth.password;

/** A password that was chosen, hashed; {@code endsApiTokens}: whether the person's API tokens are to go, too. */
record NewPassword(String hash, boolean endsApiTokens) {

    @Override
    public String toString() {
        return "NewPassword[hidden]";
    }
}
