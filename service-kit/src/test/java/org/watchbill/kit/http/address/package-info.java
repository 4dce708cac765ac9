/** Tests. */
@NullMarked
package org.watchbill.kit.http.address;

import org.jspecify.annotations.NullMarked;
