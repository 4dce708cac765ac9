/** The launcher as a user meets it: the script itself, with the services as its processes. */
@NullMarked
package org.watchbill.system.launcher;

import org.jspecify.annotations.NullMarked;
