package dev.fermata.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir Path folder;
    private final Map<String, String> environment = new HashMap<>();

    private SecretStore store() {
        return new SecretStore(folder, folder.resolve("state"),
                List.of(new KeyFile(folder.resolve("state").resolve("k"))));
    }

    private String found(String written) {
        return new Secrets(environment, store())
                .find(SecretReference.orGiven(SecretForm.KEY, written).orElseThrow()).reveal();
    }

    private String problem(String written) {
        String told = assertThrows(SecretException.class, () -> found(written)).getMessage();
        assertFalse(told.contains("s3cr3t"), told);
        return told;
    }

    @Test
    void whatIsGivenIsTheSecret() {
        assertEquals("sk-s3cr3t", found("sk-s3cr3t"));
    }

    @Test
    void aVariableHasOneOrIsNotSet() {
        environment.put("KEY", " sk-s3cr3t\n");
        assertEquals("sk-s3cr3t", found("env:KEY"));
        assertEquals("the environment variable OTHER is not set", problem("env:OTHER"));
        environment.put("KEY", "two s3cr3t words");
        assertEquals("what env:KEY has cannot be used (it is not shown here): it must be "
                + SecretForm.KEY.expected(), problem("env:KEY"));
    }

    @Test
    void aFileHasOneIfNobodyElseReadsIt() throws IOException {
        Path file = folder.resolve("key");
        assertEquals("there is no file " + file, problem("file:" + file));
        Files.writeString(file, "sk-s3cr3t\r\n");
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(file + " can be read or written by other users; chmod 600 it", problem("file:" + file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertEquals("sk-s3cr3t", found("file:" + file));
    }

    @Test
    void theStoreHasOneOrTellsHowItGetsOne() {
        assertEquals("there is no secret 'openai'; 'fermata secret set openai' keeps one", problem("secret:openai"));
        store().put("openai", "sk-s3cr3t".toCharArray());
        assertEquals("sk-s3cr3t", found("secret:openai"));
        assertEquals("there is no secret 'opena'; there is 'openai', and 'fermata secret set opena' keeps one",
                problem("secret:opena"));
    }

    @Test
    void nothingOfASecretIsInItsText() {
        Secret secret = Secret.of("sk-s3cr3t");
        SecretReference given = SecretReference.orGiven(SecretForm.KEY, "sk-s3cr3t").orElseThrow();
        assertEquals("Secret set", secret + " " + given);
        assertEquals("no (the key) here", secret.hiddenIn("no sk-s3cr3t here"));
        secret.close();
        assertEquals("\0".repeat("sk-s3cr3t".length()), secret.reveal());
        assertTrue(SecretReference.of(SecretForm.KEY, "sk-s3cr3t").isEmpty(), "says where, or nothing");
    }
}
