package dev.fermata.stream.bridge;

import java.util.List;

/** A connection on which events go out. Confined to one thread, which it may keep waiting for some seconds. */
interface Line extends AutoCloseable {
    /** Hands them over, in this order. Where this throws, some may have arrived. */
    void publish(List<String> messages) throws BridgeException;

    /** Looks whether the server is still there. */
    void ping() throws BridgeException;

    @Override
    void close();

    /** Opens one. */
    @FunctionalInterface
    interface Dialer {
        /** @throws BridgeException where the server cannot be had */
        Line dial() throws BridgeException;
    }
}
