@NullMarked
package org.watchbill.gateway.httpsse;

import org.jspecify.annotations.NullMarked;
