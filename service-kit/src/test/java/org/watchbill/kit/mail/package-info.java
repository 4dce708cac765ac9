@NullMarked
package org.watchbill.kit.mail;

import org.jspecify.annotations.NullMarked;
