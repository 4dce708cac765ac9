package org.watchbill.auth.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.watchbill.kit.config.ConfigurationException;

/**
 * The resources that access tokens can be for (RFC 8707): the gateway's two endpoints and the REST APIs.
 *
 * @param gateway the gateway's MCP endpoint
 * @param gatewaySse its endpoint for the older HTTP+SSE transport
 * @param accounts this service's own REST API
 */
public record Resources(String gateway, String gatewaySse, String schedule, String audit, String accounts) {

    private static final String MCP_PATH = "/mcp";
    /** Another path of the MCP endpoint, which some clients call; tokens for it are tokens for the endpoint. */
    private static final String OTHER_PATH = "/openagent_oauth";

    /** The resources of an installation whose gateway has its MCP endpoint at {@code gateway}. */
    public static Resources of(URI gateway, URI schedule, URI audit, String issuer) {
        String mcp = gateway.toString();
        if (!mcp.endsWith(MCP_PATH)) {
            throw new ConfigurationException("Setting 'resources.gateway' must end with " + MCP_PATH);
        }
        String publicUrl = mcp.substring(0, mcp.length() - MCP_PATH.length());
        return new Resources(mcp, publicUrl + "/sse", schedule.toString(), audit.toString(), issuer + "/api");
    }

    /** The audiences of tokens that clients bring to the gateway. */
    public Set<String> ofGateway() {
        return Set.of(gateway, gatewaySse);
    }

    /** The configured spelling of {@code asked}, compared modulo one trailing slash and the case of scheme and host. */
    public Optional<String> find(String asked) {
        String canonical = canonical(asked);
        return canonical.equals(canonical(gateway + OTHER_PATH))
                ? Optional.of(gateway)
                : Stream.of(gateway, gatewaySse, schedule, audit, accounts)
                        .filter(known -> canonical(known).equals(canonical))
                        .findFirst();
    }

    /** The resource that a request names; throws when it is unknown or one of several. */
    public Optional<String> named(Parameters parameters) {
        List<String> asked = parameters.all("resource");
        if (asked.size() > 1) {
            throw new OAuthException(OAuthError.INVALID_TARGET, "One resource a request");
        }
        return asked.stream()
                .findFirst()
                .map(resource -> find(resource)
                        .orElseThrow(() -> new OAuthException(OAuthError.INVALID_TARGET, "The resource is unknown")));
    }

    /** The resource that a request names, the gateway's MCP endpoint when it names none. */
    public String requested(Parameters parameters) {
        return named(parameters).orElse(gateway);
    }

    private static String canonical(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                return text;
            }
            String origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
            String rest = text.substring(origin.length());
            return origin + (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
        } catch (URISyntaxException e) {
            return text;
        }
    }
}
