/**
 * What the services offer, merged: each list is renewed once a minute, and the last one stands while its service is down.
 * {@code Shelf} merges one kind, {@code UpstreamOffers} renews one list, {@code ListReader} and {@code OfferReader} take
 * from it what is within bounds.
 */
@NullMarked
package org.watchbill.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
