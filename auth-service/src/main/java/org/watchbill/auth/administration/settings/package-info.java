/** The pages on which administrators look after the organisation's name and time zone. */
@NullMarked
package org.watchbill.auth.administration.settings;

import org.jspecify.annotations.NullMarked;
