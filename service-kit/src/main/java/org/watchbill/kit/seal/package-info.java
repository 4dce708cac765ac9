/** Encryption of what leaves the process and comes back, or rests on disk. */
@NullMarked
package org.watchbill.kit.seal;

import org.jspecify.annotations.NullMarked;
