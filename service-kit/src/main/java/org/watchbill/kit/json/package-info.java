/** The one strict JSON dialect of the suite, and its canonical form (RFC 8785). */
@NullMarked
package org.watchbill.kit.json;

import org.jspecify.annotations.NullMarked;
