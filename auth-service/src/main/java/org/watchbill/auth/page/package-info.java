/** HTML pages: templates, headers and the one stylesheet. */
@NullMarked
package org.watchbill.auth.page;

import org.jspecify.annotations.NullMarked;
