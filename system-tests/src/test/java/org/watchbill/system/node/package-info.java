/** The official TypeScript client against the suite. */
@NullMarked
package org.watchbill.system.node;

import org.jspecify.annotations.NullMarked;
