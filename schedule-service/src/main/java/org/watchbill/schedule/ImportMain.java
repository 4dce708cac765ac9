package org.watchbill.schedule;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.watchbill.schedule.imports.ImportClient;
import org.watchbill.schedule.imports.ImportOrder;
import org.watchbill.schedule.imports.ImportReport;
import org.watchbill.schedule.imports.ImportUsageException;

/**
 * Loads a file into an organisation from the command line: exit code 0 when it is in, 1 when the service refuses it, 2 when
 * it could not be asked.
 */
public final class ImportMain {

    private ImportMain() {}

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            ImportOrder order = ImportOrder.of(args);
            byte[] content = Files.readAllBytes(Path.of(order.file()));
            ImportReport report = new ImportClient(http, environment).send(order, content);
            report.lines().forEach(report.imported() ? out::println : err::println);
            return report.imported() ? 0 : 1;
        } catch (ImportUsageException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The import failed: " + e.getClass().getSimpleName() + " " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 2;
    }
}
