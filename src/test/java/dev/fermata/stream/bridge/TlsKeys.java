package dev.fermata.stream.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for {@code localhost} that it has issued itself, with its key, in files as redis-server reads them. */
final class TlsKeys {
    final Path certificate;
    final Path key;

    TlsKeys(Path folder, String name) throws Exception {
        char[] password = "changeit".toCharArray();
        Path file = folder.resolve(name + ".p12");
        assertEquals(0, new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "changeit")
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start().waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        certificate = write(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate("server").getEncoded());
        key = write(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getKey("server", password).getEncoded());
    }

    private static Path write(Path file, String what, byte[] content) throws Exception {
        return Files.writeString(file, "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content)
                + "\n-----END " + what + "-----\n");
    }

    /** What has a redis-server speak TLS and nothing else. */
    String[] options(String... more) {
        String[] all = {"--port", "0", "--tls-port", "PORT", "--tls-cert-file", certificate.toString(),
            "--tls-key-file", key.toString(), "--tls-ca-cert-file", certificate.toString(), "--tls-auth-clients", "no"};
        String[] both = new String[all.length + more.length];
        System.arraycopy(all, 0, both, 0, all.length);
        System.arraycopy(more, 0, both, all.length, more.length);
        return both;
    }
}
