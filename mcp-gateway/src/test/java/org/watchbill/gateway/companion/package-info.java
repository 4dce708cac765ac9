@NullMarked
package org.watchbill.gateway.companion;

import org.jspecify.annotations.NullMarked;
