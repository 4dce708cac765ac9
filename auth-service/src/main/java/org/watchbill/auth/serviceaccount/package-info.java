/** Service accounts: programs that belong to an organisation and not to a person, and act by API tokens alone. */
@NullMarked
package org.watchbill.auth.serviceaccount;

import org.jspecify.annotations.NullMarked;
