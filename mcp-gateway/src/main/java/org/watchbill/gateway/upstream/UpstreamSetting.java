package org.watchbill.gateway.upstream;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;

/**
 * A configured service.
 *
 * @param prefix what the names of its tools and prompts begin with here
 * @param ownToken the fixed bearer token of a foreign server; none for a service of the suite, which gets the caller's
 *     internal token
 */
public record UpstreamSetting(String name, URI url, String prefix, Optional<Secret> ownToken) {

    private static final String KEY = "upstreams";

    /** In the order in which services count: those of the suite before foreign ones, then by name. */
    private static final Comparator<UpstreamSetting> ORDER =
            Comparator.comparing(UpstreamSetting::foreign).thenComparing(UpstreamSetting::name);

    public static List<UpstreamSetting> all(Settings settings) {
        List<UpstreamSetting> all = settings.uris(KEY).entrySet().stream()
                .map(entry -> of(settings, entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
        if (all.stream().allMatch(UpstreamSetting::foreign)) {
            throw new ConfigurationException("Setting '" + KEY + "' must name a service of the suite");
        }
        return all;
    }

    /** The services that take the caller's internal token, so that they are audiences of it. */
    public static List<String> audiences(List<UpstreamSetting> all) {
        return all.stream()
                .filter(setting -> !setting.foreign())
                .map(UpstreamSetting::name)
                .toList();
    }

    boolean foreign() {
        return ownToken.isPresent();
    }

    private static UpstreamSetting of(Settings settings, String name, URI url) {
        String at = KEY + "." + name;
        String prefix = settings.isSet(at + ".prefix") ? settings.text(at + ".prefix") : "";
        if (!prefix.matches("[A-Za-z0-9_.-]{0,32}")) {
            throw new ConfigurationException(
                    "Setting '" + at + ".prefix' must have at most 32 letters, digits, dots, dashes and underscores");
        }
        return new UpstreamSetting(name, url, prefix, token(settings, at + ".token-file"));
    }

    private static Optional<Secret> token(Settings settings, String key) {
        if (!settings.isSet(key)) {
            return Optional.empty();
        }
        Secret token = settings.password(key);
        if (!token.reveal().matches("[A-Za-z0-9._~+/-]+=*")) {
            throw new ConfigurationException("Setting '" + key + "' names a file that holds no bearer token");
        }
        return Optional.of(token);
    }
}
