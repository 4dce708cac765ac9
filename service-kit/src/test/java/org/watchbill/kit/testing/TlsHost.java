package org.watchbill.kit.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A stranger's https server on this machine, for {@code localhost}, {@code 127.0.0.1} and {@code app.example}, that answers
 * as badly as a test wants.
 */
public final class TlsHost implements AutoCloseable {

    private static final String PASSWORD = "not-a-secret";

    /** Writes an answer, byte by byte if it likes. */
    public interface Reply {

        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private record Certified(Path store, Path pem) {}

    private static final class Holder {
        private static final Certified CERTIFIED = certify();
    }

    private final SSLServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private TlsHost(SSLServerSocket socket) {
        this.socket = socket;
    }

    public static TlsHost start() {
        try {
            TlsHost host = new TlsHost((SSLServerSocket)
                    context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            host.threads.execute(host::accept);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key and certificate of every such host, for other servers. */
    public static SSLContext context() {
        try (InputStream store = Files.newInputStream(Holder.CERTIFIED.store())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(store, PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate of every such host, as a file of PEM. */
    public static Path trustFile() {
        return Holder.CERTIFIED.pem();
    }

    public URI uri(String path) {
        return uri("localhost", path);
    }

    public URI uri(String name, String path) {
        return URI.create("https://" + name + ":" + socket.getLocalPort() + path);
    }

    /** Answers {@code path} from now on with 200 and JSON. */
    public TlsHost json(String path, String body, String... headers) {
        return answer(path, 200, body, withType(headers));
    }

    /** {@code headers} as whole lines. */
    public TlsHost answer(String path, int status, String body, String... headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " x\r\nContent-Length: " + content.length + "\r\n"
                + String.join(
                        "", List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n";
        return reply(path, out -> {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(content);
        });
    }

    public TlsHost reply(String path, Reply reply) {
        replies.put(path, reply);
        return this;
    }

    /** The requests so far, each as {@code METHOD /path body}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String head = head(in);
            String[] line = head.split(" ", 3);
            String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
            requests.add((line[0] + " " + line[1] + " " + body).strip());
            OutputStream out = connection.getOutputStream();
            replies.getOrDefault(line[1], missing -> missing.write(notFound())).write(out);
            out.flush();
        } catch (IOException | InterruptedException clientLeft) {
            // the client decides how long it listens
        }
    }

    private static byte[] notFound() {
        return "HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client left");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static String[] withType(String[] headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: application/json";
        return all;
    }

    private static Certified certify() {
        try {
            Path folder = Files.createTempDirectory("watchbill-tls");
            Path store = folder.resolve("host.p12");
            Path pem = folder.resolve("host.pem");
            makeKeys(store.toString(), pem.toString());
            for (Path file : List.of(store, pem, folder)) {
                file.toFile().deleteOnExit();
            }
            return new Certified(store, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeKeys(String store, String pem) {
        String made = "-genkeypair -alias host -keyalg EC -groupname secp256r1 -validity 30 -dname CN=stranger.example"
                + " -ext san=dns:localhost,dns:app.example,ip:127.0.0.1 -storetype PKCS12 -keystore";
        keytool(made, store, "-storepass", PASSWORD);
        keytool("-exportcert -rfc -alias host -keystore", store, "-storepass", PASSWORD, "-file", pem);
    }

    private static void keytool(String words, String... more) {
        try {
            List<String> command = new ArrayList<>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of(words.split(" ", -1)));
            command.addAll(List.of(more));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
