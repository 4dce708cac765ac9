@NullMarked
package org.watchbill.auth.sweep;

import org.jspecify.annotations.NullMarked;
