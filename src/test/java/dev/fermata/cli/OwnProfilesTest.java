package dev.fermata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.Places;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two profiles of one name the settings say which is meant, and the commands say what is hidden. */
class OwnProfilesTest {
    @TempDir private Path folder;
    private Places places;
    private Path own;
    private Path shipped;

    @BeforeEach
    void makeProfiles() throws IOException {
        places = new Places(folder.resolve("opt"), folder.resolve("config"), folder, folder);
        shipped = write(places.shippedProfiles(), "arpg", "came with it");
        own = write(places.ownProfiles(), "arpg", "my own");
        write(places.ownProfiles(), "druid", "only mine");
    }

    private static Path write(Path folder, String name, String description) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ".toml"), """
                schema = 1
                description = "%s"
                [priority]
                special = ["space"]
                [[skill]]
                name = "Bolt"
                keys = "q"
                every = "1s"
                """.formatted(description));
    }

    private void setting(String own) throws IOException {
        Files.writeString(places.config().resolve("settings.toml"), "[profiles]\nown = \"" + own + "\"\n");
    }

    private String run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        Main.commandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(arguments);
        return out.toString();
    }

    private CommandEnvironment environment() {
        return new CommandEnvironment(places, Map.of(), false);
    }

    @Test
    void onesOwnProfileWinsAndTheListTellsWhatItHides() {
        assertEquals("arpg   my own\n       " + own + "\n       hides " + shipped + "\n"
                + "druid  only mine\n       " + places.ownProfiles().resolve("druid.toml") + "\n"
                + "from " + places.ownProfiles() + ", " + places.shippedProfiles() + "\n",
                run(new ProfilesCommand(environment())));
    }

    @Test
    void aSettingTurnsThatRound() throws IOException {
        setting("last");
        String list = run(new ProfilesCommand(environment()));
        assertTrue(list.startsWith("arpg   came with it\n       " + shipped + "\n       hides " + own + "\n"), list);
        setting("first");
        assertTrue(run(new ProfilesCommand(environment())).startsWith("arpg   my own\n"));
    }

    @Test
    void settingsThatCannotBeReadHideNoProfile() throws IOException {
        setting("perhaps");
        assertTrue(run(new ProfilesCommand(environment())).startsWith("arpg   my own\n"));
    }

    @Test
    void theCheckTellsThePathAndWhatIsHidden() throws IOException {
        String mine = run(new CheckCommand(environment()), "arpg");
        assertTrue(mine.startsWith("ok      arpg  " + own + "\n"), mine);
        assertTrue(mine.contains("this hides another profile of the same name: " + shipped), mine);
        setting("last");
        String theirs = run(new CheckCommand(environment()), "arpg");
        assertTrue(theirs.startsWith("ok      arpg  " + shipped + "\n"), theirs);
        assertTrue(theirs.contains("this hides another profile of the same name: " + own), theirs);
        assertFalse(run(new CheckCommand(environment()), "druid").contains("same name"));
    }
}
