/** Background work that keeps tables small and keys young. */
@NullMarked
package org.watchbill.auth.sweep;

import org.jspecify.annotations.NullMarked;
