package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileLibraryTest {
    @TempDir
    private Path folder;
    private Path project;
    private Path user;
    private ProfileLibrary library;

    @BeforeEach
    void makeFolders() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        user = Files.createDirectory(folder.resolve("user"));
        write(project, "arpg", "from the project");
        write(user, "arpg", "from the user");
        write(user, "mine", "my own");
        Files.writeString(user.resolve("broken.toml"), "schema = 1\n[[skill]]\n");
        Files.writeString(user.resolve("notes.txt"), "no profile");
        library = new ProfileLibrary(List.of(project, folder.resolve("missing"), user));
    }

    private static void write(Path folder, String name, String description) throws IOException {
        Files.writeString(folder.resolve(name + ".toml"), """
                schema = 1
                description = "%s"
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """.formatted(description));
    }

    @Test
    void theFirstFolderWins() {
        assertEquals("from the project", library.read("arpg").profile().orElseThrow().description());
        assertEquals("my own", library.read("mine").profile().orElseThrow().description());
        assertEquals(Optional.of(user.resolve("mine.toml")), library.find("mine"));
    }

    @Test
    void whatLooksLikeAFileIsAFile() {
        Path file = user.resolve("arpg.toml");
        assertEquals("from the user", library.read(file.toString()).profile().orElseThrow().description());
        assertEquals("mine.toml: this file does not exist", library.read("mine.toml").render());
    }

    @Test
    void suggestsTheNearestName() {
        assertEquals("aprg: there is no profile of this name\n      expected: a profile in " + project + " or "
                + folder.resolve("missing") + " or " + user
                + " ('fermata profiles' lists them); did you mean arpg?", library.read("aprg").render());
    }

    @Test
    void suggestsTheNearestFile() {
        String file = user + "/mnie.toml";
        assertEquals(file + ": this file does not exist\n      did you mean " + user + "/mine.toml?",
                library.read(file).render());
    }

    @Test
    void theCheckTellsOfTwoProfilesOfOneName() {
        String advice = "\n      expected: another name for one of them, or '-p' with the path";
        String first = project.resolve("arpg.toml") + ": warning: this hides another profile of the same name: "
                + user.resolve("arpg.toml") + advice;
        assertTrue(library.check("arpg").render().startsWith(first), library.check("arpg").render());
        assertTrue(library.check(project.resolve("arpg.toml").toString()).render().startsWith(first));
        String second = user.resolve("arpg.toml") + ": warning: '-p arpg' plays another profile of the same name: "
                + project.resolve("arpg.toml") + advice;
        assertTrue(library.check(user.resolve("arpg.toml").toString()).render().startsWith(second),
                library.check(user.resolve("arpg.toml").toString()).render());
        assertFalse(library.check("mine").render().contains("same name"));
    }

    /** The folder that a command is called in is that of the project here. */
    @Test
    void aNameFindsTheFileBesideWhenNoFolderHasIt() throws IOException {
        Path beside = Path.of("beside-" + ProcessHandle.current().pid() + ".toml");
        String name = beside.toString().replace(".toml", "");
        write(Path.of(""), name, "beside");
        try {
            assertEquals("beside", library.read(name).profile().orElseThrow().description());
            assertFalse(library.isInFolders(library.find(name).orElseThrow()));
            write(user, name, "in the folder");
            assertEquals("in the folder", library.read(name).profile().orElseThrow().description());
            assertTrue(library.isInFolders(library.find(name).orElseThrow()));
        } finally {
            Files.delete(beside);
        }
    }

    @Test
    void listsWhatEachProfileHides() {
        List<ProfileLibrary.Entry> entries = library.list();
        assertEquals(List.of(user.resolve("arpg.toml")), entries.get(0).hidden());
        assertEquals(List.of(), entries.get(2).hidden());
    }

    @Test
    void aFileElsewhereHidesNothing() throws IOException {
        write(folder, "arpg", "in no folder of profiles");
        assertFalse(library.check(folder.resolve("arpg.toml").toString()).render().contains("same name"));
    }

    @Test
    void listsEveryProfileAndSaysWhichAreBroken() {
        List<ProfileLibrary.Entry> entries = library.list();
        assertEquals(List.of("arpg", "broken", "mine"), entries.stream().map(ProfileLibrary.Entry::name).toList());
        assertEquals("from the project", entries.get(0).summary());
        assertEquals("broken: " + user.resolve("broken.toml") + ":2:1: this skill has no 'name'",
                entries.get(1).summary());
    }

    @Test
    void namesThatNoFileCanHaveAreJustNotThere() {
        for (String name : List.of("", "a\0b", "..", "a\0/b", ".toml", "/")) {
            assertTrue(library.read(name).profile().isEmpty(), name);
        }
        assertEquals(List.of(), new ProfileLibrary(List.of()).list());
    }
}
