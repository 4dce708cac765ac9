package org.watchbill.auth.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.limit.Ceiling;
import org.watchbill.kit.database.Database;

/** Finds the device that shows a code; wrong codes are counted for the person and for the address. */
public final class FindDevice {

    private static final Duration SPAN = Duration.ofMinutes(15);

    sealed interface Decision {

        record Found(Client client, DeviceRequest request, String shown) implements Decision {}

        record Unknown() implements Decision {}

        record TooManyAttempts() implements Decision {}
    }

    private final Database database;
    private final DeviceCodes codes;
    private final Clients clients;
    private final InstantSource time;
    private final Ceiling perPerson;
    private final Ceiling perAddress;

    public FindDevice(Database database, DeviceCodes codes, Clients clients, InstantSource time) {
        this.database = database;
        this.codes = codes;
        this.clients = clients;
        this.time = time;
        this.perPerson = new Ceiling(10, SPAN, time);
        this.perAddress = new Ceiling(50, SPAN, time);
    }

    Decision find(User.Id person, String address, String typed) {
        if (!perAddress.allows(address) || !perPerson.allows(person.toString())) {
            return new Decision.TooManyAttempts();
        }
        Optional<Decision> found = UserCode.read(typed).flatMap(this::find);
        found.ifPresent(right -> {
            perAddress.forgive(address);
            perPerson.forgive(person.toString());
        });
        return found.orElseGet(Decision.Unknown::new);
    }

    private Optional<Decision> find(UserCode userCode) {
        Instant now = time.instant();
        return database.read(reader -> codes.withUserCode(reader, userCode.hash())
                .filter(code -> code.isOpen(now))
                .flatMap(code -> clients.find(reader, code.wish().clientId())
                        .map(client -> new Decision.Found(
                                client, new DeviceRequest(code.wish(), code.secretHash()), userCode.shown()))));
    }
}
