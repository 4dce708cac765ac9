/** An HTTP server with every limit, deadline and error mapping switched on, and the clients that talk to one. */
@NullMarked
package org.watchbill.kit.http;

import org.jspecify.annotations.NullMarked;
