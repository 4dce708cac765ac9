@NullMarked
package org.watchbill.kit.confirmation;

import org.jspecify.annotations.NullMarked;
