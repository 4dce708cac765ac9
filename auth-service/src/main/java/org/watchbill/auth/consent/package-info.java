/** The question whether a client may act for a person, wherever it is asked, and what a yes grants. */
@NullMarked
package org.watchbill.auth.consent;

import org.jspecify.annotations.NullMarked;
