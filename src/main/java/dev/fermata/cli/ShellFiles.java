package dev.fermata.cli;

import dev.fermata.app.service.DesktopEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes what packages install beside the program: the manual page, the completions, the menu's entry. Run by the
 * build when it packages, into {@code target/shell-files}; nobody keeps a copy.
 */
public final class ShellFiles {
    private ShellFiles() {
    }

    /** @param args folder to write to, version, date of the manual page (with or without a time) */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), args[1], args[2].split("T")[0]);
    }

    static void write(Path folder, String version, String date) throws IOException {
        Files.createDirectories(folder);
        CommandLine command = Main.commandLine();
        Files.writeString(folder.resolve("fermata.1"), ManPage.of(command.getCommandSpec(), version, date));
        Files.writeString(folder.resolve("fermata.bash"), AutoComplete.bash("fermata", command));
        Files.writeString(folder.resolve("_fermata"), ZshCompletion.of(command.getCommandSpec()));
        Files.writeString(folder.resolve("fermata.desktop"), DesktopEntries.menu(Optional.empty()));
        Files.writeString(folder.resolve("fermata.svg"), DesktopEntries.icon());
    }
}
