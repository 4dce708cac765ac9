@NullMarked
package org.watchbill.kit.command;

import org.jspecify.annotations.NullMarked;
