package org.watchbill.auth.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.config.Settings;

/** The suite's own programs, as far as a secret is configured for them. */
public record Programs(List<Program> configured) {

    public Programs {
        configured = List.copyOf(configured);
    }

    public static Programs of(Settings settings) {
        return new Programs(Arrays.stream(Program.Kind.values())
                .filter(kind -> kind != Program.Kind.AUTH_SERVICE)
                .filter(kind -> !settings.texts(key(kind)).isEmpty())
                .map(kind -> new Program(kind, settings.secret(key(kind))))
                .toList());
    }

    public Optional<Program> find(String id) {
        return configured.stream()
                .filter(program -> program.kind().id().equals(id))
                .findFirst();
    }

    private static String key(Program.Kind kind) {
        return "clients." + kind.id() + ".secret-file";
    }
}
