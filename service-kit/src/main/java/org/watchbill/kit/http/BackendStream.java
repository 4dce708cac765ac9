package org.watchbill.kit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of an answer; whatever breaks it, the reader gets an {@link IOException}. */
final class BackendStream extends FilterInputStream {

    BackendStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (RuntimeException e) {
            throw new IOException("The answer broke off", e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("The answer broke off", e);
        }
    }
}
