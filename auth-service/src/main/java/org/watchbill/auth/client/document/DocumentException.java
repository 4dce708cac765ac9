package org.watchbill.auth.client.document;

/** A description that cannot be had or not be used; the message may be shown to anybody. */
final class DocumentException extends RuntimeException {

    DocumentException(String message) {
        super(message);
    }
}
