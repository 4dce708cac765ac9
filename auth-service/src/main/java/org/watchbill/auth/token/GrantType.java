package org.watchbill.auth.token;

import org.watchbill.auth.oauth.Parameters;

/** One value of {@code grant_type} and what it leads to. */
public interface GrantType {

    TokenAnswer answer(TokenClient client, Parameters form);
}
