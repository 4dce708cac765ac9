@NullMarked
package org.watchbill.auth.session;

import org.jspecify.annotations.NullMarked;
