/** Tests of the rules for devices. */
@NullMarked
package org.watchbill.auth.device;

import org.jspecify.annotations.NullMarked;
