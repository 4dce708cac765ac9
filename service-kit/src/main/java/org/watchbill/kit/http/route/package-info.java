/** Knowing the routes of a socket, to tell a wrong method from a wrong path. */
@NullMarked
package org.watchbill.kit.http.route;

import org.jspecify.annotations.NullMarked;
