package dev.fermata.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
    private static final String VALUE = "sk-s3cr3t with a \u00e4 and \ud83d\udd11";

    @TempDir Path folder;
    private Path config;
    private Path state;

    @BeforeEach
    void folders() {
        config = folder.resolve("config");
        state = folder.resolve("state");
    }

    private SecretStore store() {
        return new SecretStore(config, state, List.of(new KeyFile(keyFile())));
    }

    private Path keyFile() {
        return state.resolve("secrets.key");
    }

    private String problem(SecretStore of) {
        return assertThrows(SecretException.class, () -> of.find("openai")).getMessage();
    }

    @Test
    void whatIsKeptIsFoundReplacedAndRemoved() {
        assertEquals(List.of(), store().names());
        assertEquals(Optional.empty(), store().find("openai"));
        assertTrue(store().put("openai", VALUE.toCharArray()));
        assertTrue(store().put("redis", "x".toCharArray()));
        assertEquals(Optional.of(VALUE), store().find("openai"));
        assertFalse(store().put("openai", "other".toCharArray()));
        assertEquals(Optional.of("other"), store().find("openai"));
        assertEquals(List.of("openai", "redis"), store().names());
        assertTrue(store().remove("openai"));
        assertFalse(store().remove("openai"));
        assertEquals(List.of("redis"), store().names());
        assertEquals(Optional.of("x"), store().find("redis"));
    }

    @Test
    void noFileHasASecretInItAndNobodyElseReadsAny() throws IOException {
        store().put("openai", "sk-s3cr3t".toCharArray());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("s3cr3t"), file.toString());
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            file.toString());
                }
            }
        }
        String first = Files.readString(store().file());
        store().put("openai", "sk-s3cr3t".toCharArray());
        assertFalse(first.equals(Files.readString(store().file())), "a nonce is used once");
    }

    /** Whatever becomes of the file: the right secret, none, or a message; never another one or another exception. */
    @Test
    void aDamagedStoreIsToldAndGivesNothingWrong() throws IOException {
        store().put("openai", "right".toCharArray());
        store().put("redis", "wrong".toCharArray());
        byte[] good = Files.readAllBytes(store().file());
        int told = 0;
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(store().file(), bad);
            told += isTold() ? 1 : 0;
            Files.write(store().file(), Arrays.copyOf(good, at));
            told += isTold() ? 1 : 0;
        }
        assertTrue(told > good.length, "most of it is noticed: " + told);
        Files.write(store().file(), good);
        assertEquals(Optional.of("right"), store().find("openai"));
    }

    private boolean isTold() {
        try {
            assertTrue(store().find("openai").orElse("right").equals("right"));
            return false;
        } catch (SecretException e) {
            assertTrue(e.getMessage().contains(store().file().toString()), e.getMessage());
            assertTrue(e.getMessage().contains("fermata secret set"), e.getMessage());
            return true;
        }
    }

    @Test
    void twoEntriesCannotBeExchanged() throws IOException {
        store().put("openai", "one".toCharArray());
        store().put("redis", "other".toCharArray());
        Files.writeString(store().file(), Files.readString(store().file())
                .replace("openai ", "x ").replace("redis ", "openai ").replace("x ", "redis "));
        assertTrue(problem(store()).contains("cannot be decrypted: the file is damaged, or somebody has changed it"));
    }

    @Test
    void aStoreOfAnotherMachineIsToldAsSuch() throws IOException {
        store().put("openai", VALUE.toCharArray());
        Files.delete(keyFile());
        assertTrue(problem(store()).contains("there is no file " + keyFile() + ", which has their key; bring it back"));
        SecretStore elsewhere = new SecretStore(folder.resolve("other"), state, List.of(new KeyFile(keyFile())));
        elsewhere.put("x", "y".toCharArray());
        assertTrue(problem(store()).contains("encrypted with another key than that of the file " + keyFile()));
        assertThrows(SecretException.class, () -> store().put("z", "y".toCharArray()), "mixes no two keys");
        Files.writeString(store().file(), "fermata secrets 1\nkey dpapi 0123456789abcdef\nopenai AAAA\n");
        assertTrue(problem(store()).contains("their key is kept by another machine (dpapi); move it away"));
        Files.writeString(store().file(), "fermata secrets 2\nwhatever\n");
        assertTrue(problem(store()).contains("was made by another version of Fermata"));
        Files.writeString(store().file(), "[speech]\nkey = \"sk-s3cr3t\"\n");
        assertTrue(problem(store()).contains("is no store of secrets, or is damaged"));
        assertFalse(problem(store()).contains("s3cr3t"));
    }

    @Test
    void whatOthersCanReadIsRefusedWithWhatToDo() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        store().put("openai", VALUE.toCharArray());
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(problem(store()).contains(keyFile() + " can be read or written by other users; chmod 600 it"));
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(store().file(), PosixFilePermissions.fromString("rw-rw----"));
        assertTrue(problem(store()).contains("chmod 600"));
    }

    @Test
    void changesAtOnceLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> changes = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String name = "s" + i;
                changes.add(threads.submit(() -> store().put(name, name.toCharArray())));
            }
            for (Future<Boolean> each : changes) {
                assertTrue(each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(24, new TreeSet<>(store().names()).size());
        assertEquals(Optional.of("s17"), store().find("s17"));
    }

    /** A program that keeps what it is told in a file, as a keyring does. */
    private Path keyring(String... lines) throws IOException {
        Path program = Files.writeString(folder.resolve("secret-tool"), "#!/bin/sh\necho \"$@\" >> " + folder
                + "/asked\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private SecretStore with(Path program) {
        return new SecretStore(config, state,
                List.of(KeyProgram.keyring(program.toString()), new KeyFile(keyFile())));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no scripts of sh there")
    void aKeyringThatAnswersKeepsTheKeyAndIsNotToldItAsAnArgument() throws IOException {
        Path program = keyring("[ $1 = store ] && cat > " + folder + "/kept || cat " + folder + "/kept");
        with(program).put("openai", VALUE.toCharArray());
        assertEquals(Optional.of(VALUE), with(program).find("openai"));
        assertEquals("your desktop's keyring", with(program).keptBy().orElseThrow());
        assertFalse(Files.exists(keyFile()));
        String key = Files.readString(folder.resolve("kept"));
        assertEquals(64, key.length());
        assertFalse(Files.readString(folder.resolve("asked")).contains(key));
        keyring("exit 1");
        assertTrue(problem(with(program)).endsWith("your desktop's keyring does not give their key; it may be locked"));
        assertTrue(with(program).remove("openai"), "needs no key");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no scripts of sh there")
    void aKeyringThatDoesNotAnswerOrForgetsIsNotRelied() throws IOException {
        for (String[] lines : new String[][] {{"exit 1"}, {"cat > /dev/null"}, {"cat > /dev/null; echo 00"}}) {
            Files.deleteIfExists(config.resolve(SecretStore.FILE));
            Path program = keyring(lines);
            with(program).put("openai", VALUE.toCharArray());
            assertEquals("the file " + keyFile(), with(program).keptBy().orElseThrow());
            assertEquals(Optional.of(VALUE), with(program).find("openai"));
        }
        Files.delete(folder.resolve("secret-tool"));
        assertEquals(Optional.of(VALUE), with(folder.resolve("secret-tool")).find("openai"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no scripts of sh there")
    void aKeychainIsToldTheKeyOnItsStandardInput() throws IOException {
        Path program = keyring("if [ \"$1\" = -i ]; then sed 's/.* -w //' > " + folder + "/kept; else cat " + folder
                + "/kept; fi");
        SecretStore store = new SecretStore(config, state, List.of(KeyProgram.keychain(program.toString())));
        store.put("openai", VALUE.toCharArray());
        assertEquals(Optional.of(VALUE), store.find("openai"));
        assertFalse(Files.readString(folder.resolve("asked"))
                .contains(Files.readString(folder.resolve("kept")).strip()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no scripts of sh there")
    void aKeyFileMayBeWantedWhateverElseThereIs() throws IOException {
        Path program = keyring("[ $1 = store ] && cat > " + folder + "/kept || cat " + folder + "/kept");
        with(program).withKeyFile().put("openai", VALUE.toCharArray());
        assertEquals(Optional.of(VALUE), with(program).find("openai"));
        assertFalse(Files.exists(folder.resolve("kept")));
    }
}
