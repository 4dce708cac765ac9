/** Tests. */
@NullMarked
package org.watchbill.auth.client.document;

import org.jspecify.annotations.NullMarked;
