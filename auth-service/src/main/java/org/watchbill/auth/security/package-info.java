/** The page on which people look after the security of their account. */
@NullMarked
package org.watchbill.auth.security;

import org.jspecify.annotations.NullMarked;
