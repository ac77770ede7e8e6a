package dev.fermata.user;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another user of this machine, as whom only root can have something done. */
public final class OtherUser {
    /** nobody, on every Linux. */
    public static final int UID = 65534;

    private OtherUser() {
    }

    /** Leaves the rest of a test out, with a reason, where this process cannot be somebody else. */
    public static void assumePossible() {
        assumeTrue(CurrentUser.uid().orElse(-1) == 0, "NOT TESTED: another user; that needs root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "NOT TESTED: another user; that needs setpriv");
    }

    /** Gives a file, folder or link away. */
    public static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
    }

    /** A command that the other user runs; what it needs must be readable for everybody. */
    public static ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/setpriv", "--reuid", Integer.toString(UID), "--regid", Integer.toString(UID),
                        "--clear-groups", "--"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
