package org.watchbill.auth.key;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import tools.jackson.databind.JsonNode;

/** Replaces the signing keys because the operator wants it. */
public final class OrderRotation {

    /** What comes of it. */
    public record Rotation(
            @Describe("When the next keys begin to sign") Instant signsFrom) {}

    private final RotateKeys rotateKeys;

    public OrderRotation(RotateKeys rotateKeys) {
        this.rotateKeys = rotateKeys;
    }

    public CommandResult run(DbTransaction transaction) {
        JsonNode answer = Json.tree(new Rotation(rotateKeys.rotate(transaction)));
        return new CommandResult.Done(
                answer,
                new Change(
                        new Change.Target("signing_keys", "all"),
                        Optional.empty(),
                        Optional.of(CanonicalJson.digest(answer))));
    }
}
