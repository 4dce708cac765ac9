package org.watchbill.gateway.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code ./watchbill stdio}: exit code 0 when the client ended, 2 when it is set up wrongly, 1 when the pipe broke. */
public final class StdioMain {

    private StdioMain() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.exit(run(System.getenv(), System.in, out, System.err));
    }

    /** Nothing but messages goes to {@code out}. */
    static int run(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        try {
            GatewayAccess access = GatewayAccess.of(environment);
            if (access.isExposed()) {
                err.println("watchbill: WATCHBILL_URL is not https, so the token crosses the network in the clear");
            }
            new Bridge(access, in, out).run();
            return 0;
        } catch (StdioUsageException e) {
            err.println("watchbill: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("watchbill: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
