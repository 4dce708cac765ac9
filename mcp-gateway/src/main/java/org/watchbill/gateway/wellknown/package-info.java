/** Documents at well-known paths that tell clients where to sign in. */
@NullMarked
package org.watchbill.gateway.wellknown;

import org.jspecify.annotations.NullMarked;
