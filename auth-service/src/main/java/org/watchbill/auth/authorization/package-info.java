/** The authorization endpoint: checks a client's request and asks the person for consent. */
@NullMarked
package org.watchbill.auth.authorization;

import org.jspecify.annotations.NullMarked;
