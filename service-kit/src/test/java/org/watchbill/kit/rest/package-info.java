@NullMarked
package org.watchbill.kit.rest;

import org.jspecify.annotations.NullMarked;
