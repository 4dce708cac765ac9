/** Links with a secret in them that people get by mail or from an administrator. */
@NullMarked
package org.watchbill.auth.link;

import org.jspecify.annotations.NullMarked;
