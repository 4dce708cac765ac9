/**
 * Clients that register themselves (RFC 7591). Equal public registrations share one client, which nobody can change; a
 * client with a secret is its registrant's own and can be managed with its registration access token (RFC 7592).
 */
@NullMarked
package org.watchbill.auth.client.registration;

import org.jspecify.annotations.NullMarked;
