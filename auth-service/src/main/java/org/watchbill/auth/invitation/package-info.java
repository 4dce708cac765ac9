/** Inviting people into an organisation by their e-mail address, and what they see when they follow the link. */
@NullMarked
package org.watchbill.auth.invitation;

import org.jspecify.annotations.NullMarked;
