@NullMarked
package org.watchbill.kit.http;

import org.jspecify.annotations.NullMarked;
