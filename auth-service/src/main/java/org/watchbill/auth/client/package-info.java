/** Programs that ask for access: dynamically registered ones, and the suite's own with their secrets. */
@NullMarked
package org.watchbill.auth.client;

import org.jspecify.annotations.NullMarked;
