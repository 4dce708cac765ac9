@NullMarked
package org.watchbill.kit.token.dpop;

import org.jspecify.annotations.NullMarked;
