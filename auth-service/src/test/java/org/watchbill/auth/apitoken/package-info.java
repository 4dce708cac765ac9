@NullMarked
package org.watchbill.auth.apitoken;

import org.jspecify.annotations.NullMarked;
