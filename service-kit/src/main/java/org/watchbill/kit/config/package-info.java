/** Strict settings: every one has a default in the service's YAML file, the environment overrides, anything unknown stops the start. */
@NullMarked
package org.watchbill.kit.config;

import org.jspecify.annotations.NullMarked;
