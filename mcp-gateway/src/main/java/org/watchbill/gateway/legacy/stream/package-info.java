/**
 * Calls of sessions that outlive their connection. The events of a call's stream go to a log that replicas share before
 * they go out; a client that lost the stream reads on from the log, at any replica. The process that runs the call renews a
 * lease; a reader that finds neither events nor lease ends the stream with an error.
 */
@NullMarked
package org.watchbill.gateway.legacy.stream;

import org.jspecify.annotations.NullMarked;
