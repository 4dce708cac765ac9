package org.watchbill.auth.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Makes a one-time link for the first administrator at every start until there is one. */
public final class OfferSetUp {

    private static final Logger LOG = System.getLogger(OfferSetUp.class.getName());
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Database database;
    private final SetUpLinks links;
    private final String publicUrl;
    private final InstantSource time;

    public OfferSetUp(Database database, SetUpLinks links, String publicUrl, InstantSource time) {
        this.database = database;
        this.links = links;
        this.publicUrl = publicUrl;
        this.time = time;
    }

    /** Writes the link to {@code file}, which only its owner can read; the log only says where it is. */
    public void offer(Path file) {
        Optional<String> secret = newSecret();
        try {
            Files.deleteIfExists(file);
            if (secret.isPresent()) {
                write(file, publicUrl + "/setup?token=" + secret.get() + System.lineSeparator());
                LOG.log(Level.INFO, "No account exists yet: open the link in {0} within 24 hours", file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String link) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, link);
    }

    private Optional<String> newSecret() {
        Instant now = time.instant();
        return database.inTransaction(transaction -> {
            if (links.isFounded(transaction)) {
                return Optional.empty();
            }
            String secret = RandomSecret.next();
            links.insert(transaction, SecretHash.of(secret), now.plus(LIFETIME));
            return Optional.of(secret);
        });
    }
}
