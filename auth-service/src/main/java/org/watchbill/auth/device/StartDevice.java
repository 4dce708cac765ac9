package org.watchbill.auth.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.consent.Wish;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Gives a device the code that it shows and the one by which it asks for its tokens. */
public final class StartDevice {

    record Started(String deviceCode, UserCode userCode) {

        @Override
        public String toString() {
            return "Started[hidden]";
        }
    }

    private final Database database;
    private final DeviceCodes codes;
    private final Clients clients;
    private final InstantSource time;

    public StartDevice(Database database, DeviceCodes codes, Clients clients, InstantSource time) {
        this.database = database;
        this.codes = codes;
        this.clients = clients;
        this.time = time;
    }

    /** Empty when the client did not register for this way. */
    Optional<Started> start(Wish wish) {
        Instant now = time.instant();
        Started started = new Started(RandomSecret.next(), UserCode.next());
        return database.inTransaction(transaction -> {
            Optional<Client> client = clients.find(transaction, wish.clientId())
                    .filter(registered -> registered.mayUse(DeviceCodeGrant.GRANT_TYPE));
            if (client.isEmpty()) {
                return Optional.empty();
            }
            codes.deleteExpired(transaction, now);
            codes.insert(
                    transaction,
                    new DeviceCode(
                            SecretHash.of(started.deviceCode()),
                            wish,
                            now.plus(DeviceCode.LIFETIME),
                            DeviceCode.Polling.NONE,
                            DeviceCode.Outcome.OPEN),
                    started.userCode().hash());
            return Optional.of(started);
        });
    }
}
