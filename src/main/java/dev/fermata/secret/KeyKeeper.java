package dev.fermata.secret;

import java.util.Optional;

/** Keeps the key that a store is encrypted with. Bounded in time. */
interface KeyKeeper {
    /** What the store calls it. */
    String word();

    /** Where the key is, for people. */
    String where();

    /**
     * The key of that fingerprint. The caller wipes it.
     *
     * @param id its {@link Sealing#fingerprint}
     * @throws SecretException when it is not there, or is not this user's alone
     */
    byte[] find(String id);

    /**
     * A key for a new store, which is kept from now on. The caller wipes it.
     *
     * @return empty where it cannot keep one on this machine
     * @throws SecretException when there is something in the way that the user has to see to
     */
    Optional<byte[]> begin();
}
