@NullMarked
package org.watchbill.kit.audit;

import org.jspecify.annotations.NullMarked;
