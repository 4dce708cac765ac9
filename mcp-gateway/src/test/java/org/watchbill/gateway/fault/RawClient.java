package org.watchbill.gateway.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection that does what no decent client does. */
final class RawClient implements AutoCloseable {

    private static final int SMALL_WINDOW = 4096;

    private final SocketChannel channel;
    private final long start = System.nanoTime();
    private final ByteBuffer read = ByteBuffer.allocate(SMALL_WINDOW);
    private boolean ended;

    RawClient(int port) {
        try {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            ended = true;
        }
        return this;
    }

    /** What comes until {@code mark} has come; reads not a byte more than it has to wait for. */
    String readUntil(String mark) {
        StringBuilder text = new StringBuilder();
        try {
            while (text.indexOf(mark) < 0) {
                read.clear().limit(1);
                if (channel.read(read) < 0) {
                    throw new AssertionError("The connection ended after: " + text);
                }
                text.append((char) read.get(0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Looks without waiting whether the server has ended the connection; what it says is thrown away. */
    boolean hasEnded() {
        try {
            channel.configureBlocking(false);
            int count = 1;
            while (!ended && count > 0) {
                read.clear();
                count = channel.read(read);
                ended = count < 0;
            }
        } catch (IOException reset) {
            ended = true;
        }
        return ended;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Ends without a farewell: the server gets a reset. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
