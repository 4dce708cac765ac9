@NullMarked
package org.watchbill.auth.provider;

import org.jspecify.annotations.NullMarked;
