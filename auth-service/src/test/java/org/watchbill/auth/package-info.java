/** Tests of the whole service over real HTTP, on both databases, and of its architecture. */
@NullMarked
package org.watchbill.auth;

import org.jspecify.annotations.NullMarked;
