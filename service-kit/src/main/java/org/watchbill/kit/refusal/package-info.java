/** Why a call did nothing, in words and codes that REST and tools share. */
@NullMarked
package org.watchbill.kit.refusal;

import org.jspecify.annotations.NullMarked;
