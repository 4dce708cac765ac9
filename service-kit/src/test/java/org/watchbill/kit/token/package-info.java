@NullMarked
package org.watchbill.kit.token;

import org.jspecify.annotations.NullMarked;
