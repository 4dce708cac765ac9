package org.watchbill.kit.mcp.listen;

import java.time.Duration;

/**
 * How often a stream does what.
 *
 * @param look between two looks for changes
 * @param keepAlive the longest silence
 */
public record Rhythm(Duration look, Duration keepAlive) {

    public static final Rhythm STANDARD = new Rhythm(Duration.ofSeconds(3), Duration.ofSeconds(15));
}
