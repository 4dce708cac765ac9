@NullMarked
package org.watchbill.auth.history;

import org.jspecify.annotations.NullMarked;
