package dev.fermata.stream.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** The certificates by which a server is known, as the library of the bridge takes them. Stateless. */
final class KnownCertificates {
    static final String TYPE = "PKCS12";
    /** Nothing in there is a secret, but there has to be one. */
    static final String PASSWORD = "certificates";

    private KnownCertificates() {
    }

    /** Those of a file in PEM, as a store of keys has them. @throws IOException with a message for people */
    static byte[] read(String file) throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance(TYPE);
        known.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                known.setCertificateEntry(Integer.toString(known.size()), each);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (known.size() == 0) {
            throw new IOException(file + " has none");
        }
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        known.store(store, PASSWORD.toCharArray());
        return store.toByteArray();
    }
}
