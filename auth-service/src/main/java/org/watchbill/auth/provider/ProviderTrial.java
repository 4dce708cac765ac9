package org.watchbill.auth.provider;

import java.util.Optional;

/**
 * Whether a provider can be used.
 *
 * @param problem why not, absent when it can
 */
public record ProviderTrial(boolean usable, Optional<String> problem) {}
