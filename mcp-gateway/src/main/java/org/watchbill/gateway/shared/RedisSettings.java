package org.watchbill.gateway.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;

/** Where Redis is and how to sign in there. */
record RedisSettings(String host, int port, int database, boolean tls, String user, Optional<Secret> password) {

    private static final int USUAL_PORT = 6379;
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    static RedisSettings of(Settings settings) {
        URI url = url(settings.text("redis.url"));
        return new RedisSettings(
                url.getHost(),
                url.getPort() < 0 ? USUAL_PORT : url.getPort(),
                database(url.getPath()),
                url.getScheme().equals("rediss"),
                settings.isSet("redis.user") ? settings.text("redis.user") : "",
                settings.isSet("redis.password-file")
                        ? Optional.of(settings.password("redis.password-file"))
                        : Optional.empty());
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (SCHEMES.contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPath().matches("(/[0-9]{0,4})?")) {
                return url;
            }
        } catch (URISyntaxException notAUrl) {
            // answered below, like a URL of another kind
        }
        // Not quoted: somebody may have written a password into it.
        throw new ConfigurationException(
                "Setting 'redis.url' must be redis[s]://host[:port][/database], without user or"
                        + " password; those are redis.user and redis.password-file");
    }

    private static int database(String path) {
        return path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
    }
}
