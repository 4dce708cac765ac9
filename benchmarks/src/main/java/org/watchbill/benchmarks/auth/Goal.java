package org.watchbill.benchmarks.auth;

/**
 * The milliseconds of CPU time that a request may take, beside what two other servers took on a machine of the same kind.
 */
enum Goal {
    JWKS("JWKS", 0.03, 0.13, 0.046),
    METADATA("metadata", 0.03, 0.12, 0.081),
    CLIENT_CREDENTIALS("client_credentials", 0.45, 1.94, 0.48),
    CODE("code + PKCE", 0.45, 2.77, 0.47),
    REFRESH("refresh", 0.6, 4.26, 0.67),
    EXCHANGE("exchange", 0.3, Double.NaN, Double.NaN);

    private final String title;
    private final double milliseconds;
    private final double keycloak;
    private final double nodeOidcProvider;

    Goal(String title, double milliseconds, double keycloak, double nodeOidcProvider) {
        this.title = title;
        this.milliseconds = milliseconds;
        this.keycloak = keycloak;
        this.nodeOidcProvider = nodeOidcProvider;
    }

    String row(String storage, Measurement measured) {
        return "%-9s %-19s %8.3f %8.3f %9.3f %9.3f %9.0f  %s"
                .formatted(
                        storage,
                        title,
                        measured.cpuMillis(),
                        milliseconds,
                        keycloak,
                        nodeOidcProvider,
                        measured.perSecond(),
                        measured.cpuMillis() <= milliseconds ? "met" : "MISSED");
    }

    static String header() {
        return "%-9s %-19s %8s %8s %9s %9s %9s"
                .formatted("database", "request", "CPU ms", "goal", "Keycloak", "node-oidc", "req/s");
    }
}
