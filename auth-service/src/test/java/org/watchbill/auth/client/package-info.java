@NullMarked
package org.watchbill.auth.client;

import org.jspecify.annotations.NullMarked;
