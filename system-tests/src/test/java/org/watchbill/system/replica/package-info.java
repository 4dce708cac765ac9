/** Several gateways behind one address: any request may reach any of them, and one of them may die. */
@NullMarked
package org.watchbill.system.replica;

import org.jspecify.annotations.NullMarked;
