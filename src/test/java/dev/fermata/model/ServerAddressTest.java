package dev.fermata.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as people write them. */
class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9880, http://127.0.0.1:9880, true", "http://localhost, http://localhost:80, true",
        "HTTPS://API.example.com/v1/, https://api.example.com:443/v1, false",
        "http://[::1]:8000, http://[::1]:8000, true", "http://127.evil.example, http://127.evil.example:80, false",
        "http://127.0.0.1.evil.example, http://127.0.0.1.evil.example:80, false"})
    void areRead(String text, String shown, boolean here) {
        ServerAddress address = ServerAddress.of(text).orElseThrow();
        assertEquals(shown + " " + here, address + " " + address.isThisMachine());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9880", "ftp://x", "http://", "http://x:0", "http://x:70000", "http://me:secret@x",
        "http://x/?key=secret", "http://x/a b", "http://x/#a"})
    void orAreNone(String text) {
        assertEquals(true, ServerAddress.of(text).isEmpty());
    }
}
