package dev.fermata.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.ServerAddress;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked over https has to be who it says, and is told nothing before. */
@Tag("long")
@Timeout(60)
class SecureHttpTest {
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(20), Duration.ofSeconds(20),
            Duration.ofSeconds(20), Duration.ofSeconds(20), 1_000);

    @TempDir Path folder;
    private RawServer server;
    private X509Certificate certificate;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("keys.p12");
        char[] password = "changeit".toCharArray();
        assertEquals(0, new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "changeit")
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start().waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        certificate = (X509Certificate) keys.getCertificate("server");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ServerSocket port = context.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getByName("127.0.0.1"));
        server = new RawServer((asked, to) -> to.answer(200, "text/plain", new byte[3]), port);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private HttpAnswer ask(HttpClient client, String host) throws Exception {
        try (client) {
            return client.ask(HttpRequest.get(new ServerAddress(true, host, server.address().port(), ""), "/",
                    Map.of("Authorization", "Bearer k")), LIMITS);
        }
    }

    private HttpClient trusting() {
        return new HttpClient("test-https", 4, () -> SslContextBuilder.forClient().trustManager(certificate));
    }

    @Test
    void whoIsTrustedIsAsked() throws Exception {
        assertEquals(3, ask(trusting(), "localhost").body().length);
        assertEquals("Bearer k", server.asked().take().headers().get("authorization"));
    }

    @Test
    void whoIsNotTrustedOrGoesByAnotherNameIsTold() {
        HttpException stranger = assertThrows(HttpException.class,
                () -> ask(new HttpClient("test-https"), "localhost"));
        assertEquals(HttpException.Kind.UNREACHABLE, stranger.kind());
        assertTrue(stranger.getMessage().contains("certi"), stranger.getMessage());
        HttpException other = assertThrows(HttpException.class, () -> ask(trusting(), "127.0.0.1"));
        assertEquals(HttpException.Kind.UNREACHABLE, other.kind());
        assertEquals(0, server.asked().size());
    }
}
