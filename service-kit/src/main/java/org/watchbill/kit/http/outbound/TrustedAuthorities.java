package org.watchbill.kit.http.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;

/** Whose certificates count: the platform's authorities and those in the file of {@code outbound.trust-file}. */
final class TrustedAuthorities {

    private static final String KEY = "outbound.trust-file";

    private TrustedAuthorities() {}

    static SSLContext of(Settings settings) {
        return of(settings.isSet(KEY) ? Optional.of(settings.path(KEY)) : Optional.empty());
    }

    static SSLContext of(Optional<Path> pem) {
        try {
            List<Certificate> trusted = new ArrayList<>(ofPlatform());
            if (pem.isPresent()) {
                trusted.addAll(inFile(pem.get()));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The platform's trust store cannot be read", e);
        }
    }

    private static List<X509Certificate> ofPlatform() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
    }

    private static List<Certificate> inFile(Path pem) {
        try (InputStream content = Files.newInputStream(pem)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(content));
            if (found.isEmpty()) {
                throw new ConfigurationException("Setting '" + KEY + "' names a file without certificates");
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("Setting '" + KEY + "' must name a readable file of PEM certificates");
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
