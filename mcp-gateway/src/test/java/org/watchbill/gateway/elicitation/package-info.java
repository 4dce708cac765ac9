/** Tests. */
@NullMarked
package org.watchbill.gateway.elicitation;

import org.jspecify.annotations.NullMarked;
