@NullMarked
package org.watchbill.auth.oauth;

import org.jspecify.annotations.NullMarked;
