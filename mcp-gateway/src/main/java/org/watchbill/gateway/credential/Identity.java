package org.watchbill.gateway.credential;

import org.watchbill.kit.config.Secret;

/**
 * Who is calling, and the token with which the gateway calls the services for them.
 *
 * @param admin whether the caller administers the organisation
 */
public record Identity(Principal principal, boolean admin, Secret internalToken) {}
