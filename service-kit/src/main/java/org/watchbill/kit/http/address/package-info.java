/** Where requests come from, also behind proxies. */
@NullMarked
package org.watchbill.kit.http.address;

import org.jspecify.annotations.NullMarked;
