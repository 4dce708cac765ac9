/** Connections as people see them: which client may do what for whom, since when and until when. */
@NullMarked
package org.watchbill.auth.connection;

import org.jspecify.annotations.NullMarked;
