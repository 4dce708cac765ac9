/** The page that a person sees who opens the gateway in a browser. */
@NullMarked
package org.watchbill.gateway.page;

import org.jspecify.annotations.NullMarked;
