/** What a token may do: the table of scopes, who may hold which, and what a request for them is narrowed to. */
@NullMarked
package org.watchbill.auth.scope;

import org.jspecify.annotations.NullMarked;
