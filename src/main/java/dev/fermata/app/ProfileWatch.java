package dev.fermata.app;

import dev.fermata.config.profile.Profile;
import dev.fermata.config.profile.ProfileReader;
import dev.fermata.config.profile.ProfileResult;
import dev.fermata.config.profile.ProfileText;
import dev.fermata.time.Clock;
import dev.fermata.time.Stepped;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides when the file of the running profile, or one that it extends, was saved, by looking at the files themselves:
 * size, time and identity, links followed. So it does not matter how it was saved, nor what becomes of the folders on
 * the way to it, nor what else happens there. The file is read when it has been quiet for {@link #QUIET}, or
 * after {@link #LONGEST_UNREST} if it never is; what has the same text as before is no news, unless what its sensors
 * have learned, or a take that it plays, is another than before.
 *
 * <p>Passive: one thread steps it, each {@link #PERIOD} at the latest, and sooner when it is told that the
 * file may have changed. A look is one call of the system and opens nothing.
 */
final class ProfileWatch implements Stepped {
    /** How often it looks by itself. */
    static final Duration PERIOD = Duration.ofSeconds(1);
    /** Editors write in several steps: so long nothing must have changed. */
    static final Duration QUIET = Duration.ofMillis(100);
    /** Who writes all the time is read all the same. */
    static final Duration LONGEST_UNREST = Duration.ofSeconds(1);
    /** The coarsest time of a file in use, FAT's: a younger file may change without a newer time. */
    static final Duration COARSEST_TIME = Duration.ofSeconds(2);

    private static final FileTime EPOCH = FileTime.fromMillis(0);
    private static final long NOT_SEEN = -1;

    private final Path file;
    private final Profile begun;
    private final Clock clock;
    private final Function<Path, ProfileText> reader;
    private final Consumer<ProfileResult> onSaved;

    /** The file and those that it extended when it was read last. */
    private List<Path> files;
    /** What it is made of besides. */
    private Besides besides;
    /** How that was when it was used last; empty before. */
    private Optional<List<Stamp>> learned = Optional.empty();
    /** What was read last, with the stamps they had then. At first what began was read from; with its takes unknown. */
    private Optional<ProfileText> text;
    private Optional<List<Stamp>> read = Optional.empty();
    /** Whether equal stamps mean equal texts. */
    private boolean settled;
    private List<Stamp> seen = List.of();
    private long seenSince;
    private long unrestSince = NOT_SEEN;
    private long readings;

    /**
     * What can be told of a file without opening it; equal while it is the same and unchanged.
     *
     * @param identity the file system's own; empty on those that tell none, such as Windows'
     */
    private record Stamp(Optional<Object> identity, FileTime created, FileTime modified, long size) {
        /** A file that is not there, or not to be looked at. */
        private static final Stamp NONE = new Stamp(Optional.empty(), EPOCH, EPOCH, 0);

        static List<Stamp> of(List<Path> files) {
            List<Stamp> all = new ArrayList<>(files.size());
            files.forEach(file -> all.add(of(file)));
            return all;
        }

        /** Of all files whose names begin so, in an order. Without streams: it is looked every second. */
        static List<Stamp> beginning(List<Path> names) {
            Set<Path> folders = new LinkedHashSet<>();
            List<String> beginnings = new ArrayList<>();
            for (Path name : names) {
                folders.add(name.toAbsolutePath().getParent());
                beginnings.add(name.getFileName() + ".");
            }
            List<Path> found = new ArrayList<>();
            for (Path folder : folders) {
                try (DirectoryStream<Path> some = Files.newDirectoryStream(folder)) {
                    for (Path file : some) {
                        if (startsWithOne(file.getFileName().toString(), beginnings)) {
                            found.add(file);
                        }
                    }
                } catch (IOException | DirectoryIteratorException e) {
                    continue; // nothing has been learned there
                }
            }
            found.sort(null);
            List<Stamp> all = new ArrayList<>(found.size());
            for (Path file : found) {
                all.add(of(file));
            }
            return all;
        }

        private static boolean startsWithOne(String name, List<String> beginnings) {
            for (int i = 0; i < beginnings.size(); i++) {
                if (name.startsWith(beginnings.get(i))) {
                    return true;
                }
            }
            return false;
        }

        /** By hand, as each run asks: a record's own equality is made at run time, of some thirty classes. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Stamp that && size == that.size && modified.equals(that.modified)
                    && created.equals(that.created) && identity.equals(that.identity);
        }

        @Override
        public int hashCode() {
            return Objects.hash(identity, created, modified, size);
        }

        private static Stamp of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(Optional.ofNullable(now.fileKey()), now.creationTime(), now.lastModifiedTime(),
                        now.size());
            } catch (IOException e) {
                return NONE;
            }
        }
    }

    /**
     * @param begun what runs now; a file that has anything else when it is first read was saved meanwhile
     * @param onSaved called on the stepping thread; what it throws makes the step fail, and comes again
     */
    ProfileWatch(Path file, Profile begun, Clock clock, Consumer<ProfileResult> onSaved) {
        this(file, begun, clock, ProfileReader::load, onSaved);
    }

    /** @param reader takes the text of the file */
    ProfileWatch(Path file, Profile begun, Clock clock, Function<Path, ProfileText> reader,
            Consumer<ProfileResult> onSaved) {
        this.file = file;
        this.files = List.of(file);
        this.besides = new Besides(begun.senses().looks(), begun.takes());
        this.begun = begun;
        this.text = begun.takes().isEmpty() ? begun.source() : Optional.empty();
        this.clock = clock;
        this.reader = reader;
        this.onSaved = onSaved;
    }

    /**
     * What a profile is made of besides its text.
     *
     * @param looks what the names of the files begin with that its sensors have learned
     * @param takes the files of takes that it plays, or of which it was refused
     */
    private record Besides(List<Path> looks, List<Path> takes) {
        boolean isLike(Besides other) {
            return looks.equals(other.looks) && takes.equals(other.takes);
        }

        List<Stamp> stamps() {
            List<Stamp> all = new ArrayList<>(Stamp.beginning(looks));
            all.addAll(Stamp.of(takes));
            return all;
        }
    }

    private Besides besides(ProfileResult result, ProfileText of) {
        return result.profile().map(profile -> new Besides(profile.senses().looks(), profile.takes()))
                .orElseGet(() -> new Besides(besides.looks(), result.diagnostics().stream()
                        .map(problem -> Path.of(problem.file())).filter(each -> !of.paths().contains(each)).distinct()
                        .toList()));
    }

    private List<Stamp> stamps() {
        List<Stamp> all = new ArrayList<>(Stamp.of(files));
        all.addAll(besides.stamps());
        return List.copyOf(all);
    }

    /** How often the file was read, for whoever wants to know whether a step has. */
    long readings() {
        return readings;
    }

    /** What is looked at: the file, and those that it extended when it was read last. */
    List<Path> files() {
        return files;
    }

    @Override
    public long step(long now) {
        List<Stamp> stamps = stamps();
        if (read.equals(Optional.of(stamps)) && settled) {
            unrestSince = NOT_SEEN;
            seen = stamps;
            return now + PERIOD.toNanos();
        }
        if (read.isPresent() && !read.get().equals(stamps) && isUnrest(stamps, now)) {
            return Math.min(seenSince + QUIET.toNanos(), unrestSince + LONGEST_UNREST.toNanos());
        }
        read(stamps, now);
        return now + PERIOD.toNanos();
    }

    /** Whether it changed too short a time ago to be read. */
    private boolean isUnrest(List<Stamp> stamps, long now) {
        if (unrestSince == NOT_SEEN) {
            unrestSince = now;
        }
        if (!stamps.equals(seen)) {
            seen = stamps;
            seenSince = now;
        }
        return now - seenSince < QUIET.toNanos() && now - unrestSince < LONGEST_UNREST.toNanos();
    }

    /** @param stamps taken before, so that a change while it is read is seen at the next look */
    private void read(List<Stamp> stamps, long at) {
        ProfileText now = reader.apply(file);
        readings++;
        Besides before = besides;
        List<Stamp> learnedNow = stamps.subList(files.size(), stamps.size());
        boolean isLearned = learned.filter(earlier -> !earlier.equals(learnedNow)).isPresent();
        if (isLearned || text.isEmpty() || !text.get().isLike(now)) {
            ProfileResult result = ProfileReader.read(now);
            if (text.isPresent() || !result.profile().equals(Optional.of(begun))) {
                onSaved.accept(result);
            }
            text = Optional.of(now);
            besides = besides(result, now);
        }
        boolean sameFiles = files.equals(now.paths()) && besides.isLike(before);
        files = now.paths();
        learned = Optional.of(besides.isLike(before) ? learnedNow : besides.stamps());
        // Nobody has looked at the others before they were read, so they are read once more.
        read = Optional.of(sameFiles ? stamps : stamps());
        seen = read.get();
        unrestSince = NOT_SEEN;
        settled = sameFiles && !now.mayPass() && stamps.stream().noneMatch(stamp -> isYoung(stamp, at));
    }

    /** Whether the file could change once more without a change of its stamp. */
    private boolean isYoung(Stamp stamp, long now) {
        Duration age = Duration.between(stamp.modified().toInstant(), clock.wallTime(now));
        return age.abs().compareTo(COARSEST_TIME) < 0;
    }
}
