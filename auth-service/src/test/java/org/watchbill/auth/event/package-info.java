@NullMarked
package org.watchbill.auth.event;

import org.jspecify.annotations.NullMarked;
