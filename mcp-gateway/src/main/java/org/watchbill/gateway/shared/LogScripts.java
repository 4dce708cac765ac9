package org.watchbill.gateway.shared;

/**
 * What Redis does as one step with a log. A log is one hash: each entry under its position, beside them {@code last},
 * {@code first} (the oldest position kept), {@code size} in bytes and {@code life} in milliseconds.
 */
final class LogScripts {

    /** Arguments: entry, life, most entries, most bytes, channel, name. Returns the position. */
    static final String APPEND = """
            local log = KEYS[1]
            local last = redis.call('HINCRBY', log, 'last', 1)
            local size = redis.call('HINCRBY', log, 'size', string.len(ARGV[1]))
            local first = tonumber(redis.call('HGET', log, 'first') or '1')
            while first < last and (last - first >= tonumber(ARGV[3]) or size > tonumber(ARGV[4])) do
              size = redis.call('HINCRBY', log, 'size', -redis.call('HSTRLEN', log, first))
              redis.call('HDEL', log, first)
              first = first + 1
            end
            redis.call('HSET', log, last, ARGV[1], 'first', first, 'life', ARGV[2])
            redis.call('PEXPIRE', log, ARGV[2])
            redis.call('PUBLISH', ARGV[5], ARGV[6])
            return last
            """;

    /** Argument: the position before the first one wanted. Returns positions and entries in turn. */
    static final String READ = """
            local log = KEYS[1]
            local head = redis.call('HMGET', log, 'last', 'first', 'life')
            local found = {}
            if head[1] then
              redis.call('PEXPIRE', log, head[3])
              for position = math.max(ARGV[1] + 1, head[2]), tonumber(head[1]) do
                table.insert(found, tostring(position))
                table.insert(found, redis.call('HGET', log, position))
              end
            end
            return found
            """;

    private LogScripts() {}
}
