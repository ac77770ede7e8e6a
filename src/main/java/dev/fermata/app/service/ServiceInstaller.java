package dev.fermata.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Puts the files of a service, or its value in the registry, in their place, takes them away, and tells
 * whether they are there.
 *
 * <p>Planning only reads; {@link #apply} carries out exactly the steps of a plan. Both directions can
 * be repeated. Files that do not carry our mark, and commands that are not ours, are never replaced or deleted.
 * Not thread-safe.
 */
public final class ServiceInstaller {
    private final ServiceHost host;
    private final RunKey runKey;

    /** @param runKey asked on Windows only */
    public ServiceInstaller(ServiceHost host, RunKey runKey) {
        this.host = host;
        this.runKey = runKey;
    }

    /** What a step does. */
    public enum Action {
        /** Writes a file or link that is missing. */
        CREATE,
        /** Writes over one of ours that differs. */
        REPLACE,
        /** There already, as wanted. */
        KEEP,
        /** Takes one of ours away. */
        DELETE
    }

    /** One entry, and what is done to it. For {@link Action#DELETE} only its place counts. */
    public record Step(Action action, ServiceEntry entry) {
    }

    /**
     * What is to be done.
     *
     * @param advice what the user has to know or do besides
     */
    public record Plan(List<Step> steps, List<String> advice) {
    }

    /** A service that is there. @param place where, for people */
    public record Installed(ServiceKind kind, String place, StartCommand command) {
        /** Whether what it starts is still there. */
        public boolean launcherExists() {
            return Files.isExecutable(command.launcher());
        }
    }

    /**
     * Plans an installation. Another kind that is installed is taken away: two would start two agents.
     *
     * @throws ServiceException when a file of somebody else is in the way
     */
    public Plan planInstall(ServiceKind kind, StartCommand command) {
        List<Step> steps = new ArrayList<>();
        for (ServiceEntry entry : ServiceFiles.of(kind, host, command)) {
            if (!exists(entry)) {
                steps.add(new Step(Action.CREATE, entry));
            } else if (isAsWanted(entry)) {
                steps.add(new Step(Action.KEEP, entry));
            } else if (isOurs(entry)) {
                steps.add(new Step(Action.REPLACE, entry));
            } else {
                throw new ServiceException(entry.place()
                        + " is there and was not written by Fermata; move it away first");
            }
        }
        List<Path> kept = ServiceFiles.paths(kind, host);
        for (ServiceKind other : host.kinds()) {
            if (other != kind) {
                deletions(other).stream().filter(step -> path(step.entry()).filter(kept::contains).isEmpty())
                        .forEach(steps::add);
            }
        }
        return new Plan(List.copyOf(steps), ServiceFiles.advice(kind, command.armed()));
    }

    /** Plans to take away every kind that is installed; no step when there is none. */
    public Plan planRemove() {
        List<Step> steps = new ArrayList<>();
        host.kinds().forEach(kind -> steps.addAll(deletions(kind)));
        return new Plan(steps.stream().distinct().toList(), List.of());
    }

    /** @throws UncheckedIOException when something cannot be written or deleted */
    public void apply(Plan plan) {
        for (Step step : plan.steps()) {
            try {
                switch (step.action()) {
                    case KEEP -> { }
                    case CREATE, REPLACE -> write(step.entry());
                    case DELETE -> delete(step.entry());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot change " + step.entry().place() + ": " + e, e);
            }
        }
    }

    /** What is installed; empty when nothing is. */
    public List<Installed> status() {
        List<Installed> all = new ArrayList<>();
        for (ServiceKind kind : host.kinds()) {
            if (kind == ServiceKind.RUN_KEY) {
                ourValue().ifPresent(value -> all.add(new Installed(kind, RunKey.PLACE, new StartCommand(
                        Path.of(value.launcher()), value.profile(), value.start().equals(StartCommand.READY)))));
                continue;
            }
            Path file = ServiceFiles.paths(kind, host).get(0);
            if (isOurs(file)) {
                String text = text(file).orElse("");
                all.add(new Installed(kind, file.toString(), new StartCommand(
                        Path.of(comment(text, ServiceFiles.LAUNCHER)), comment(text, ServiceFiles.PROFILE),
                        comment(text, ServiceFiles.START).equals(StartCommand.READY))));
            }
        }
        return all;
    }

    private List<Step> deletions(ServiceKind kind) {
        if (kind == ServiceKind.RUN_KEY) {
            return ourValue().map(value -> new Step(Action.DELETE, new ServiceEntry.Value(""))).stream().toList();
        }
        List<Path> paths = new ArrayList<>(ServiceFiles.paths(kind, host));
        // Links before what they point at: an interruption leaves no link to nothing.
        Collections.reverse(paths);
        return paths.stream().filter(this::isOurs)
                .map(path -> new Step(Action.DELETE, new ServiceEntry.Text(path, ""))).toList();
    }

    private boolean isAsWanted(ServiceEntry entry) {
        if (entry instanceof ServiceEntry.Text text) {
            return !Files.isSymbolicLink(text.path()) && text(text.path()).equals(Optional.of(text.content()));
        }
        if (entry instanceof ServiceEntry.Link link) {
            return link(link.path()).equals(Optional.of(link.target()));
        }
        return entry instanceof ServiceEntry.Value value && runKey.read().equals(Optional.of(value.command()));
    }

    private boolean isOurs(ServiceEntry entry) {
        return path(entry).map(this::isOurs).orElseGet(() -> ourValue().isPresent());
    }

    /** What the value in the registry starts, if it is ours. */
    private Optional<RunCommandLine> ourValue() {
        return runKey.read().flatMap(RunCommandLine::of);
    }

    private static Optional<Path> path(ServiceEntry entry) {
        if (entry instanceof ServiceEntry.Text text) {
            return Optional.of(text.path());
        }
        return entry instanceof ServiceEntry.Link link ? Optional.of(link.path()) : Optional.empty();
    }

    /** A text with our mark, or a link to a unit of our name (what {@code systemctl enable} would make). */
    private boolean isOurs(Path path) {
        Optional<Path> target = link(path);
        if (target.isPresent()) {
            Path unit = ServiceFiles.paths(ServiceKind.SYSTEMD, host).get(0);
            return path.getParent().resolve(target.get()).normalize().equals(unit) && !path.equals(unit);
        }
        return text(path).filter(content -> content.contains(ServiceFiles.MARK)).isPresent();
    }

    private boolean exists(ServiceEntry entry) {
        return path(entry).map(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .orElseGet(() -> runKey.read().isPresent());
    }

    private static Optional<Path> link(Path path) {
        try {
            return Files.isSymbolicLink(path) ? Optional.of(Files.readSymbolicLink(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the link " + path + ": " + e, e);
        }
    }

    private static Optional<String> text(Path path) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(path));
        } catch (CharacterCodingException e) {
            return Optional.empty(); // Not a text of ours, whatever it is.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    private static String comment(String text, String name) {
        return text.lines().filter(line -> line.contains(name))
                .map(line -> line.substring(line.indexOf(name) + name.length()).strip())
                .findFirst().orElse("");
    }

    /** By renaming, so that a desktop never reads half a file. */
    private void write(ServiceEntry entry) throws IOException {
        if (entry instanceof ServiceEntry.Value value) {
            runKey.write(value.command());
            return;
        }
        Path path = path(entry).orElseThrow();
        Path folder = path.getParent();
        Files.createDirectories(folder);
        if (entry instanceof ServiceEntry.Link link) {
            Files.deleteIfExists(link.path());
            Files.createSymbolicLink(link.path(), link.target());
        } else if (entry instanceof ServiceEntry.Text text) {
            // The name must not end like a unit or an autostart entry.
            Path fresh = folder.resolve(path.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.writeString(fresh, text.content());
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** With the folders it leaves empty, up to the user's folder of settings or data. */
    private void delete(ServiceEntry entry) throws IOException {
        Optional<Path> path = path(entry);
        if (path.isEmpty()) {
            runKey.delete();
            return;
        }
        Files.deleteIfExists(path.get());
        for (Path folder = path.get().getParent(); !folder.equals(host.config()) && !folder.equals(host.data());
                folder = folder.getParent()) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
        }
    }
}
