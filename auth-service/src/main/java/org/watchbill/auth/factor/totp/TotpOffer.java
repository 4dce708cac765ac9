package org.watchbill.auth.factor.totp;

/**
 * A secret for the person's app that is not in use yet.
 *
 * @param text for typing it into the app
 * @param uri for reading it from a QR code
 * @param sealed to be handed back with the first code
 */
public record TotpOffer(String text, String uri, String sealed) {

    @Override
    public String toString() {
        return "TotpOffer[hidden]";
    }
}
