/**
 * What the services say, in the words of the older revisions. {@code Shape} is the table of what each revision knows;
 * the rest walks through results, messages and questions by it.
 */
@NullMarked
package org.watchbill.gateway.legacy.projection;

import org.jspecify.annotations.NullMarked;
