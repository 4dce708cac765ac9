package org.watchbill.kit.run;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the health page named by the first argument and exits with 0 when it answers 200: for containers without curl. */
public final class HealthProbe {

    private static final int TIMEOUT_MILLIS = 2000;

    private HealthProbe() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 && isHealthy(arguments[0]) ? 0 : 1);
    }

    static boolean isHealthy(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException | IllegalArgumentException | ClassCastException unreachable) {
            return false;
        }
    }
}
