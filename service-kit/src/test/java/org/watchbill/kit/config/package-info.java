@NullMarked
package org.watchbill.kit.config;

import org.jspecify.annotations.NullMarked;
