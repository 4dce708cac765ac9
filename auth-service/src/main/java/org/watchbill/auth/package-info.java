/** The suite's OAuth 2.1 and OpenID Connect authorization server: accounts, clients, consent and tokens. */
@NullMarked
package org.watchbill.auth;

import org.jspecify.annotations.NullMarked;
