package org.watchbill.system.suite;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;

/** A confidential client as an administrator registers it, put straight into auth-service's database. */
public record ClientFixture(String id, String secret) {

    /** Registers one for the only organisation; people may sign in with it, and by itself it may read the schedule. */
    public static ClientFixture register(SuitePlan plan, URI redirect, URI afterSignOut) {
        ClientFixture client = new ClientFixture("fixture-" + UUID.randomUUID(), UUID.randomUUID() + "-secret");
        try (Connection connection = PlainJdbc.connect(plan, Service.AUTH);
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO clients (
                          id, kind, name, redirect_uris, post_logout_redirect_uris, auth_method, secret_hash, grant_types,
                          organisation_id, scope, created_at, seen_at)
                        SELECT ?, 'registered', 'Pages of others', ?, ?, 'client_secret_basic', ?,
                          'authorization_code refresh_token client_credentials', id, 'schedule:read', created_at, created_at
                        FROM organisations
                        """)) {
            statement.setString(1, client.id());
            statement.setString(2, "[\"" + redirect + "\"]");
            statement.setString(3, "[\"" + afterSignOut + "\"]");
            statement.setString(4, hash(client.secret()));
            if (statement.executeUpdate() != 1) {
                throw new AssertionError("There is not one organisation");
            }
            return client;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
