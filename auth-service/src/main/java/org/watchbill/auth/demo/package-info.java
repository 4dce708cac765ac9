/** The demo organisation and its accounts, present only when the demo setting is on. */
@NullMarked
package org.watchbill.auth.demo;

import org.jspecify.annotations.NullMarked;
