package dev.fermata.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.app.service.ServiceInstaller.Action;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Installing, repeating, changing and removing, in a home of its own. */
class ServiceInstallerTest {
    @TempDir
    Path home;

    private StartCommand command;

    @BeforeEach
    void launcher() throws IOException {
        command = new StartCommand(Files.createFile(home.resolve("fermata")), "arpg", false);
    }

    @ParameterizedTest
    @EnumSource
    void removesEverythingItHasWritten(ServiceKind kind) throws IOException {
        ServiceInstaller installer = installer(kind);
        Map<Path, String> before = tree();

        installer.apply(installer.planInstall(kind, command));
        assertFalse(tree().equals(before));
        installer.apply(installer.planRemove());

        assertEquals(before, tree());
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWhenRepeated(ServiceKind kind) throws IOException {
        ServiceInstaller installer = installer(kind);
        installer.apply(installer.planInstall(kind, command));
        Map<Path, String> once = tree();

        ServiceInstaller.Plan again = installer.planInstall(kind, command);
        installer.apply(again);

        assertTrue(again.steps().stream().allMatch(step -> step.action() == Action.KEEP), again::toString);
        assertEquals(once, tree());
        installer.apply(installer.planRemove());
        assertEquals(List.of(), installer.planRemove().steps());
        assertEquals(List.of(), installer.status());
    }

    @ParameterizedTest
    @EnumSource
    void planningWritesNothing(ServiceKind kind) throws IOException {
        Map<Path, String> before = tree();

        installer(kind).planInstall(kind, command);

        assertEquals(before, tree());
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatIsInstalled(ServiceKind kind) {
        ServiceInstaller installer = installer(kind);
        installer.apply(installer.planInstall(kind, command));

        ServiceInstaller.Installed status = installer.status().get(0);

        assertEquals(1, installer.status().size());
        assertEquals(kind, status.kind());
        assertEquals(command, status.command());
        assertFalse(status.launcherExists(), "it is no executable file");
        assertTrue(command.launcher().toFile().setExecutable(true));
        assertTrue(installer.status().get(0).launcherExists());
    }

    @Test
    void anotherProfileReplacesTheFirst() {
        ServiceInstaller installer = installer(ServiceKind.AUTOSTART);
        installer.apply(installer.planInstall(ServiceKind.AUTOSTART, command));

        ServiceInstaller.Plan plan =
                installer.planInstall(ServiceKind.AUTOSTART, new StartCommand(command.launcher(), "rotation", true));
        installer.apply(plan);

        assertEquals(List.of(Action.REPLACE, Action.KEEP, Action.KEEP),
                plan.steps().stream().map(ServiceInstaller.Step::action).toList(), "the menu's entry stays as it is");
        assertEquals("rotation", installer.status().get(0).command().profile());
        assertTrue(installer.status().get(0).command().armed());
    }

    @Test
    void anotherKindTakesThePlaceOfTheFirst() throws IOException {
        ServiceInstaller installer = installer(ServiceKind.SYSTEMD);
        Map<Path, String> before = tree();
        installer.apply(installer.planInstall(ServiceKind.SYSTEMD, command));
        assertTrue(Files.exists(config("systemd/user/graphical-session.target.wants/fermata.service")));

        installer.apply(installer.planInstall(ServiceKind.AUTOSTART, command));

        assertEquals(List.of(ServiceKind.AUTOSTART),
                installer.status().stream().map(ServiceInstaller.Installed::kind).toList());
        assertFalse(Files.exists(config("systemd")));
        assertTrue(Files.exists(home.resolve(".local/share").resolve(DesktopEntries.MENU_FILE)), "both kinds have it");
        installer.apply(installer.planRemove());
        assertEquals(before, tree());
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        Path theirs = config("autostart/fermata.desktop");
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "[Desktop Entry]\nName=Mine\n");
        ServiceInstaller installer = installer(ServiceKind.AUTOSTART);

        ServiceException refused = assertThrows(ServiceException.class,
                () -> installer.planInstall(ServiceKind.AUTOSTART, command));

        assertTrue(refused.getMessage().startsWith(theirs + " is there"), refused.getMessage());
        assertEquals(List.of(), installer.status());
        assertEquals(List.of(), installer.planRemove().steps());
    }

    @Test
    void keepsFoldersThatOthersUse() throws IOException {
        Path theirs = config("autostart/other.desktop");
        Files.createDirectories(theirs.getParent());
        Files.createFile(theirs);
        ServiceInstaller installer = installer(ServiceKind.AUTOSTART);

        installer.apply(installer.planInstall(ServiceKind.AUTOSTART, command));
        installer.apply(installer.planRemove());

        assertTrue(Files.exists(theirs));
    }

    @Test
    void removesTheLinkAlsoWhenItsUnitIsGone() throws IOException {
        ServiceInstaller installer = installer(ServiceKind.SYSTEMD);
        installer.apply(installer.planInstall(ServiceKind.SYSTEMD, command));
        Files.delete(config("systemd/user/fermata.service"));

        installer.apply(installer.planRemove());

        assertFalse(Files.exists(config("systemd"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void leavesACommandOfOthersInTheRegistryAlone() throws IOException {
        Files.writeString(home.resolve("registry"), "\"C:\\other\\fermata.exe\" --tray");
        ServiceInstaller installer = installer(ServiceKind.RUN_KEY);

        ServiceException refused = assertThrows(ServiceException.class,
                () -> installer.planInstall(ServiceKind.RUN_KEY, command));

        assertTrue(refused.getMessage().startsWith(RunKey.PLACE + " is there"), refused.getMessage());
        assertEquals(List.of(), installer.status());
        assertEquals(List.of(), installer.planRemove().steps());
    }

    @Test
    void anotherProfileReplacesTheCommandInTheRegistry() {
        ServiceInstaller installer = installer(ServiceKind.RUN_KEY);
        installer.apply(installer.planInstall(ServiceKind.RUN_KEY, command));

        ServiceInstaller.Plan plan =
                installer.planInstall(ServiceKind.RUN_KEY, new StartCommand(command.launcher(), "my & profile", false));
        installer.apply(plan);

        assertEquals(List.of(Action.REPLACE), plan.steps().stream().map(ServiceInstaller.Step::action).toList());
        assertEquals("my & profile", installer.status().get(0).command().profile());
        assertEquals(RunKey.PLACE, installer.status().get(0).place());
    }

    private ServiceInstaller installer(ServiceKind kind) {
        return new ServiceInstaller(host(kind), new RegistryInAFile(home.resolve("registry")));
    }

    /** So that it is seen with everything else that is written. */
    private record RegistryInAFile(Path file) implements RunKey {
        @Override
        public Optional<String> read() {
            try {
                return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(String command) {
            try {
                Files.writeString(file, command);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void delete() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path config(String path) {
        return home.resolve(".config").resolve(path);
    }

    private ServiceHost host(ServiceKind kind) {
        return ServiceHost.of(kind.os(), makeConfig(kind), Map.of());
    }

    /** The user's folders of settings and data are there before us, and stay. */
    private Path makeConfig(ServiceKind kind) {
        try {
            Files.createDirectories(ServiceHost.of(kind.os(), home, Map.of()).config());
            Files.createDirectories(ServiceHost.of(kind.os(), home, Map.of()).data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    private Map<Path, String> tree() throws IOException {
        Map<Path, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String content = Files.isSymbolicLink(file) ? "-> " + Files.readSymbolicLink(file)
                        : Files.isDirectory(file) ? "folder" : Files.readString(file);
                // The folders of settings and data come into being with the host that is asked for.
                if (!content.equals("folder") || !file.startsWith(home) || !isSettings(file)) {
                    tree.put(home.relativize(file), content);
                }
            }
        }
        return tree;
    }

    private boolean isSettings(Path folder) {
        return Stream.of(OperatingSystem.values())
                .map(os -> ServiceHost.of(os, home, Map.of()))
                .anyMatch(host -> host.config().startsWith(folder) || host.data().startsWith(folder));
    }
}
