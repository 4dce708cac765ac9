/**
 * Hearing of changes: one listener of the gateway holds a stream to each service that has something to say to it. What
 * the listener does with what it hears, and in which revision of the protocol, is not known here.
 */
@NullMarked
package org.watchbill.gateway.listen;

import org.jspecify.annotations.NullMarked;
