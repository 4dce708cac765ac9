/** Who signed in when, how and from where, kept for 180 days. */
@NullMarked
package org.watchbill.auth.history;

import org.jspecify.annotations.NullMarked;
