package org.watchbill.gateway.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on until it is told to fall silent; connections made later are passed on again, as after a fail-over. */
final class SilentProxy implements AutoCloseable {

    private final URI target;
    private final ServerSocket door;
    private final AtomicInteger generation = new AtomicInteger();

    SilentProxy(String target) {
        this.target = URI.create(target);
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + door.getLocalPort();
    }

    /** From now on the connections that there are take bytes and give none, and stay open. */
    void fallSilent() {
        generation.incrementAndGet();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                int born = generation.get();
                Thread.ofVirtual().start(() -> pass(client, server, born));
                Thread.ofVirtual().start(() -> pass(server, client, born));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pass(Socket from, Socket to, int born) {
        byte[] buffer = new byte[8192];
        try {
            int count = from.getInputStream().read(buffer);
            while (count >= 0) {
                if (generation.get() == born) {
                    to.getOutputStream().write(buffer, 0, count);
                }
                count = from.getInputStream().read(buffer);
            }
            to.close();
        } catch (SocketException gone) {
            // One side has closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
