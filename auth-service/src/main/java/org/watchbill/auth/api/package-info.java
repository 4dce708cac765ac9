/**
 * The REST API of the accounts, {@code /api/v1}: who gets in, and the operations by what they are about. The use cases
 * stand in their own packages, because pages run them too.
 */
@NullMarked
package org.watchbill.auth.api;

import org.jspecify.annotations.NullMarked;
