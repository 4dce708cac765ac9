/** REST writes as commands, and their answers. */
@NullMarked
package org.watchbill.kit.rest;

import org.jspecify.annotations.NullMarked;
