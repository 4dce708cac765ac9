@NullMarked
package org.watchbill.gateway.stdio;

import org.jspecify.annotations.NullMarked;
