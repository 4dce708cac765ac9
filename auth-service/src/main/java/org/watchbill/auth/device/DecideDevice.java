package org.watchbill.auth.device;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.auth.consent.ConsentForm;
import org.watchbill.auth.consent.ConsentTickets;
import org.watchbill.auth.consent.GiveConsent;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/** Takes a person's decision on a device, once, however many people typed its code. */
public final class DecideDevice {

    enum Decision {
        APPROVED,
        DENIED,
        /** The question is unknown, of another browser, expired or already decided. */
        GONE,
        /** The form names an organisation or a right that was not offered. */
        NOT_OFFERED
    }

    /** The tables that a decision touches. */
    public record Registers(Database database, ConsentTickets<DeviceRequest> tickets, DeviceCodes codes) {}

    private final Registers registers;
    private final GiveConsent giveConsent;
    private final InstantSource time;

    public DecideDevice(Registers registers, GiveConsent giveConsent, InstantSource time) {
        this.registers = registers;
        this.giveConsent = giveConsent;
        this.time = time;
    }

    Decision decide(Session session, ConsentForm form) {
        Instant now = time.instant();
        return registers
                .database()
                .inTransaction(transaction -> registers
                        .tickets()
                        .take(transaction, form.ticket(), session, now)
                        .flatMap(request -> registers.codes().lock(transaction, request.secretHash()))
                        .filter(code -> code.isOpen(now))
                        .map(code -> decide(transaction, session, code, form))
                        .orElse(Decision.GONE));
    }

    private Decision decide(DbTransaction transaction, Session session, DeviceCode code, ConsentForm form) {
        if (!form.approved()) {
            giveConsent.deny(transaction, session, code.wish(), form);
            registers.codes().deny(transaction, code.secretHash(), time.instant());
            return Decision.DENIED;
        }
        return giveConsent
                .approve(transaction, session, code.wish(), form)
                .map(grant -> {
                    registers.codes().approve(transaction, code.secretHash(), grant.id());
                    return Decision.APPROVED;
                })
                .orElse(Decision.NOT_OFFERED);
    }
}
