/** What happened to accounts and connections, for the audit log of each organisation that it concerns. */
@NullMarked
package org.watchbill.auth.event;

import org.jspecify.annotations.NullMarked;
