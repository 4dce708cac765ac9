/** Questions put to people of handshake sessions while their call waits. */
@NullMarked
package org.watchbill.gateway.elicitation;

import org.jspecify.annotations.NullMarked;
