@NullMarked
package org.watchbill.auth.scope;

import org.jspecify.annotations.NullMarked;
