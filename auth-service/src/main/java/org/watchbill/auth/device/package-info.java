/** Access for devices without a browser: the person types the device's code elsewhere (RFC 8628). */
@NullMarked
package org.watchbill.auth.device;

import org.jspecify.annotations.NullMarked;
