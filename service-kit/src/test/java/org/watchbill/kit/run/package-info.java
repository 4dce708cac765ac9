@NullMarked
package org.watchbill.kit.run;

import org.jspecify.annotations.NullMarked;
