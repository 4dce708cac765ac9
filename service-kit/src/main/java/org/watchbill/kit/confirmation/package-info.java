/** A person's yes to a write, asked through MRTR and carried in a sealed state. */
@NullMarked
package org.watchbill.kit.confirmation;

import org.jspecify.annotations.NullMarked;
