package org.watchbill.kit.audit;

/** A batch could not be delivered; it stays in the outbox. */
final class DeliveryException extends RuntimeException {

    DeliveryException(String message) {
        super(message);
    }

    DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
