/** API tokens: long-lived secrets that people make on their account page for programs that cannot do OAuth. */
@NullMarked
package org.watchbill.auth.apitoken;

import org.jspecify.annotations.NullMarked;
