@NullMarked
package org.watchbill.kit.page;

import org.jspecify.annotations.NullMarked;
