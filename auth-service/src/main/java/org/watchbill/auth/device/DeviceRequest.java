package org.watchbill.auth.device;

import org.watchbill.auth.consent.Wish;

/**
 * A device's request that waits as JSON in a consent ticket for the person's decision.
 *
 * @param secretHash of its device code
 */
public record DeviceRequest(Wish wish, String secretHash) {}
