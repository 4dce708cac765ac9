@NullMarked
package org.watchbill.auth.key;

import org.jspecify.annotations.NullMarked;
