/** Token exchange for the gateway: each kind of credential that people bring there, changed into an internal token. */
@NullMarked
package org.watchbill.auth.exchange;

import org.jspecify.annotations.NullMarked;
