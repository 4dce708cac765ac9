package org.watchbill.auth.token;

/** One value of {@code grant_type} and what it leads to. */
public interface GrantType {

    TokenAnswer answer(TokenRequest request);
}
