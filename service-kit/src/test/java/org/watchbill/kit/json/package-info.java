@NullMarked
package org.watchbill.kit.json;

import org.jspecify.annotations.NullMarked;
