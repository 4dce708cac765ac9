@NullMarked
package org.watchbill.kit.seal;

import org.jspecify.annotations.NullMarked;
