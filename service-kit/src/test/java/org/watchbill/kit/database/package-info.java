@NullMarked
package org.watchbill.kit.database;

import org.jspecify.annotations.NullMarked;
