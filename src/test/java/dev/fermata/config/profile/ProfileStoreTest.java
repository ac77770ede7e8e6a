package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.profile.NotDoneException.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's profiles are written whole, in their folder only, and never over what somebody else has written. */
class ProfileStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T20:15:30.123Z");

    @TempDir
    private Path home;
    private Path folder;
    private ProfileStore store;

    @BeforeEach
    void make() {
        folder = home.resolve("config").resolve("profiles");
        store = new ProfileStore(folder);
    }

    private static void refused(Why why, Executable call) {
        assertEquals(why, assertThrows(NotDoneException.class, call).why());
    }

    private List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsCreatedIsThereWithItsSchemaAndNothingElse() throws Exception {
        ProfileStore.Stored stored = store.create("druid", "text\r\n");
        assertEquals(List.of("druid.toml", "fermata.schema.json"), names(folder));
        assertEquals("text\r\n", Files.readString(folder.resolve("druid.toml")));
        assertEquals(stored, ProfileStore.read("druid", store.find("druid").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../druid", "a/b", "a\\b", "/etc/x", "", ".", ".hidden", "con", "NUL", "com1", "aux.old",
            "druid.toml", "druid.TOML", "a\0b", "a:b", "druid.", "druid ", "-x", "..\u2215x", "a\nb"})
    void noNameLeadsOutOfTheFolderOrToADevice(String name) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(home.resolve("config").resolve("druid.toml"), "not yours");
        refused(Why.BAD_NAME, () -> store.create(name, "text"));
        assertEquals(Optional.empty(), store.find(name));
        refused(Why.UNKNOWN, () -> store.save(name, "text", "0".repeat(32)));
        refused(Why.UNKNOWN, () -> store.delete(name, "0".repeat(32), NOW));
        refused(Why.UNKNOWN_TRASH, () -> store.restore(name));
        ProfileStore.Stored there = store.create("there", "text");
        refused(Why.BAD_NAME, () -> store.rename("there", name, there.version()));
        assertEquals(List.of("fermata.schema.json", "there.toml"), names(folder));
        assertEquals("not yours", Files.readString(home.resolve("config").resolve("druid.toml")));
    }

    @Test
    void namesThatDifferInCapitalsAreTheSame() throws Exception {
        ProfileStore.Stored druid = store.create("druid", "one");
        refused(Why.EXISTS, () -> store.create("Druid", "two"));
        store.create("bear", "three");
        refused(Why.EXISTS, () -> store.rename("druid", "BEAR", druid.version()));
        assertEquals("Druid", store.rename("druid", "Druid", druid.version()).name());
        assertEquals(List.of("Druid.toml", "bear.toml", "fermata.schema.json"), names(folder));
        assertEquals("one", Files.readString(folder.resolve("Druid.toml")));
    }

    @Test
    void nothingIsWrittenOverWhatSomebodyElseHasWritten() throws Exception {
        ProfileStore.Stored read = store.create("druid", "one");
        Files.writeString(folder.resolve("druid.toml"), "by an editor");
        NotDoneException refused = assertThrows(NotDoneException.class, () -> store.save("druid", "two", read.version()));
        assertEquals(Why.CHANGED, refused.why());
        assertEquals("by an editor", refused.there().orElseThrow().text());
        refused(Why.CHANGED, () -> store.rename("druid", "bear", read.version()));
        refused(Why.CHANGED, () -> store.delete("druid", read.version(), NOW));
        assertEquals("by an editor", Files.readString(folder.resolve("druid.toml")));
        store.save("druid", "two", refused.there().orElseThrow().version());
        assertEquals("two", Files.readString(folder.resolve("druid.toml")));
        assertEquals(List.of("druid.toml", "fermata.schema.json"), names(folder));
    }

    @Test
    void ofManyAtOnceThatHaveReadTheSameOneIsWritten() throws Exception {
        ProfileStore.Stored read = store.create("druid", "start");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> saves = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String text = "text " + i;
                saves.add(() -> {
                    try {
                        return store.save("druid", text, read.version()).text();
                    } catch (NotDoneException e) {
                        assertEquals(Why.CHANGED, e.why());
                        return "";
                    }
                });
            }
            List<String> written = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(saves)) {
                written.add(each.get());
            }
            written.removeIf(String::isEmpty);
            assertEquals(List.of(Files.readString(folder.resolve("druid.toml"))), written);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsDeletedComesBackWhereItsNameIsFree() throws Exception {
        ProfileStore.Stored read = store.create("druid", "one");
        String id = store.delete("druid", read.version(), NOW);
        assertEquals(List.of(new ProfileStore.Trashed(id, "druid", NOW)), store.trashed());
        assertEquals(Optional.empty(), store.find("druid"));
        store.create("Druid", "two");
        refused(Why.EXISTS, () -> store.restore(id));
        String second = store.delete("Druid", ProfileStore.Stored.of("", folder, "two").version(), NOW);
        assertNotEquals(id, second);
        assertEquals(List.of(second, id), store.trashed().stream().map(ProfileStore.Trashed::id).toList());
        assertEquals("one", store.restore(id).text());
        assertEquals("one", Files.readString(folder.resolve("druid.toml")));
        refused(Why.UNKNOWN_TRASH, () -> store.restore(id));
    }

    @Test
    @Tag("long")
    void theTrashIsBoundedAndTheOldestGoes() throws Exception {
        for (int i = 0; i <= ProfileStore.MOST_TRASHED; i++) {
            ProfileStore.Stored read = store.create("p" + i, "text");
            store.delete("p" + i, read.version(), NOW.plusSeconds(i));
        }
        List<String> names = store.trashed().stream().map(ProfileStore.Trashed::name).toList();
        assertEquals(ProfileStore.MOST_TRASHED, names.size());
        assertEquals("p" + ProfileStore.MOST_TRASHED, names.get(0));
        assertEquals("p1", names.get(names.size() - 1));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void noLinkIsWrittenThrough() throws Exception {
        Files.createDirectories(folder);
        Path outside = Files.writeString(home.resolve("outside.toml"), "outside");
        Files.createSymbolicLink(folder.resolve("link.toml"), outside);
        ProfileStore.Stored read = ProfileStore.read("link", store.find("link").orElseThrow());
        assertEquals("outside", read.text());
        refused(Why.NOT_EDITABLE, () -> store.save("link", "mine", read.version()));
        refused(Why.NOT_EDITABLE, () -> store.rename("link", "other", read.version()));
        refused(Why.NOT_EDITABLE, () -> store.delete("link", read.version(), NOW));
        refused(Why.EXISTS, () -> store.create("link", "mine"));
        Path schema = Files.writeString(home.resolve("schema"), "outside");
        Files.createSymbolicLink(folder.resolve(ProfileJsonSchema.FILE_NAME), schema);
        Files.createSymbolicLink(folder.resolve("new.toml." + ProcessHandle.current().pid() + ".tmp"), outside);
        ProfileStore.Stored made = store.create("new", "text");
        Files.createSymbolicLink(folder.resolve(".trash"), home);
        refused(Why.SYSTEM, () -> store.delete("new", made.version(), NOW));
        assertEquals(List.of("config", "outside.toml", "schema"), names(home));
        assertEquals("outside", Files.readString(outside));
        assertEquals("outside", Files.readString(schema));
        assertTrue(Files.exists(folder.resolve("new.toml")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void whoMayReadAFileStaysAsItIs() throws Exception {
        ProfileStore.Stored read = store.create("druid", "one");
        Set<PosixFilePermission> shared = PosixFilePermissions.fromString("rw-r--r--");
        Files.setPosixFilePermissions(folder.resolve("druid.toml"), shared);
        store.save("druid", "two", read.version());
        assertEquals(shared, Files.getPosixFilePermissions(folder.resolve("druid.toml")));
    }

    @Test
    void whatCannotBeWrittenIsToldAndLeavesNothing() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file in the way");
        refused(Why.SYSTEM, () -> store.create("druid", "text"));
        assertEquals(List.of("profiles"), names(folder.getParent()));
    }
}
