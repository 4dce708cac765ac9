package org.watchbill.kit.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.config.ConfigurationException;

/** Sockets that believe the certificates of the platform's authorities and of those in a PEM file. */
final class Authorities {

    private Authorities() {}

    static SSLSocketFactory with(Path pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<Certificate> trusted = new ArrayList<>(ofThePlatform());
            trusted.addAll(read(pem));
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS is part of the platform", e);
        }
    }

    private static List<? extends Certificate> read(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            List<? extends Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(file));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private static ConfigurationException unreadable(@Nullable Exception cause) {
        ConfigurationException failure = new ConfigurationException(
                "Setting 'mail.smtp.trust-file' must name a file with certificates in PEM form");
        if (cause != null) {
            failure.addSuppressed(cause);
        }
        return failure;
    }

    private static List<Certificate> ofThePlatform() throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                certificates.addAll(List.of(known.getAcceptedIssuers()));
            }
        }
        return certificates;
    }

    /** Those of {@code store}, or the platform's. */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
