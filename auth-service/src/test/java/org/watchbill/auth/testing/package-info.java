/** A running service for tests, and a browser and a client that use it as people and programs do. */
@NullMarked
package org.watchbill.auth.testing;

import org.jspecify.annotations.NullMarked;
