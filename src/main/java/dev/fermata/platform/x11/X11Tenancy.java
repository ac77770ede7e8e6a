package dev.fermata.platform.x11;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11.Window;
import dev.fermata.model.Key;
import dev.fermata.platform.DesktopException;
import dev.fermata.platform.KeyJournal;
import dev.fermata.platform.LeftKeys;
import dev.fermata.platform.ProcessMark;
import dev.fermata.platform.Tenancy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One agent a display, whatever the display is called: the agent owns a selection of the X server
 * (ICCCM 2.8 does it so for window managers), which the server takes back when the agent's connection
 * ends.
 *
 * <p>The agent also leaves a note on the root window: which process it is, and where its
 * {@link KeyJournal} is. The note outlives it, and the server's end ends both. So a note without an
 * owner of the selection says that an agent has died, on this very server, and the journal says which
 * keys it had down. Of those are released the ones that the server's injecting devices still have
 * down: another program that presses the same key through them cannot be told apart, anything else
 * is left alone. Looking and acting is one step, with the server grabbed, so that no new agent can
 * begin meanwhile.
 *
 * <p>Used by one thread at a time.
 */
public final class X11Tenancy implements Tenancy {
    private static final String SELECTION = "_FERMATA_AGENT";
    private static final String NOTE = "_FERMATA_JOURNAL";
    /** How long the server may take to notice that the connection of a dead process has ended. */
    private static final long BURIAL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final X11Connection connection;
    private final X11Property selection;
    private final X11Property note;
    private final KeyJournal journal = new KeyJournal();
    /** Made when there is something to look for. */
    private X11PhysicalKeys devices;
    private LeftKeys found = new LeftKeys.None();
    private boolean taken;

    /** What an agent has left on the root window. */
    private record Note(ProcessMark agent, Path journal) {
        static Optional<Note> parse(String text) {
            int end = text.indexOf('\n');
            if (end < 0) {
                return Optional.empty();
            }
            try {
                Path journal = Path.of(text.substring(end + 1));
                return ProcessMark.parse(text.substring(0, end)).map(agent -> new Note(agent, journal));
            } catch (InvalidPathException e) {
                return Optional.empty(); // of somebody else, or in another encoding
            }
        }

        @Override
        public String toString() {
            return agent + "\n" + journal;
        }
    }

    /** @param connection for this object alone; closed with it */
    X11Tenancy(X11Connection connection) {
        this.connection = connection;
        this.selection = new X11Property(connection, SELECTION);
        this.note = new X11Property(connection, NOTE);
    }

    /**
     * Connects to a display to look after it, not to work there.
     *
     * @param displayName as for {@link X11Connection#open}
     * @throws DesktopException when the server cannot be reached or lacks an extension
     */
    public static X11Tenancy open(String displayName) {
        X11Connection connection = X11Connection.open(displayName);
        try {
            return new X11Tenancy(connection);
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /** Where to note what this process has down; a file only from {@link #take} on. */
    KeyJournal journal() {
        return journal;
    }

    /**
     * Releases what a dead agent has left down, unless an agent lives.
     *
     * @throws DesktopException when the server is gone or refuses
     */
    public LeftKeys releaseLeft() {
        if (note.read().isEmpty()) {
            return found; // The usual case, at the price of one round trip.
        }
        LeftKeys now = awaitBurial();
        if (!(now instanceof LeftKeys.None)) {
            found = now;
        }
        return found;
    }

    /** What {@link #releaseLeft} has come upon so far. */
    public LeftKeys found() {
        return found;
    }

    /** Where the owner is seen to be dead, the server is given time to see it too. */
    private LeftKeys awaitBurial() {
        long giveUp = System.nanoTime() + BURIAL_NANOS;
        while (true) {
            Optional<Note> read = note.read().flatMap(Note::parse);
            LeftKeys now = read.map(this::release).orElse(new LeftKeys.None());
            boolean dead = read.filter(each -> each.agent().isOfThisBoot() && !each.agent().isAlive()).isPresent();
            if (!(now instanceof LeftKeys.Alive && dead) || System.nanoTime() > giveUp) {
                return now;
            }
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    private LeftKeys release(Note of) {
        if (of.agent().isAlive()) {
            return new LeftKeys.Alive(OptionalLong.of(of.agent().pid()));
        }
        // Before the server is grabbed: a slow disk is not to stop everybody.
        Optional<KeyJournal.Content> content =
                KeyJournal.read(of.journal()).filter(each -> each.agent().equals(of.agent()));
        List<Key> released = new ArrayList<>();
        if (devices == null) {
            devices = new X11PhysicalKeys(connection);
        }
        Xlib.INSTANCE.XGrabServer(connection.display());
        try {
            if (selection.owner() != null || !note.read().equals(Optional.of(of.toString()))) {
                return new LeftKeys.Alive(OptionalLong.of(of.agent().pid()));
            }
            if (content.isEmpty()) {
                return new LeftKeys.Unreadable(of.agent().pid(), of.journal());
            }
            for (Key key : content.get().down()) {
                if (devices.releaseInjected(key)) {
                    released.add(key);
                }
            }
            note.delete();
            connection.sync("to release keys that were left down");
        } finally {
            Xlib.INSTANCE.XUngrabServer(connection.display());
            Xlib.INSTANCE.XFlush(connection.display());
        }
        KeyJournal.delete(of.journal());
        return new LeftKeys.Released(of.agent().pid(), released);
    }

    @Override
    public Optional<Other> take(Path folder) {
        ProcessMark self = ProcessMark.ofThisProcess();
        Path file;
        try {
            file = journal.begin(folder, self);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + ", which remembers the keys that are down,"
                    + " cannot be written; set XDG_RUNTIME_DIR to a folder that can", e);
        }
        Window window = Xlib.INSTANCE.XCreateSimpleWindow(connection.display(), connection.root(), -1, -1, 1, 1, 0,
                new NativeLong(0), new NativeLong(0));
        Xlib.INSTANCE.XGrabServer(connection.display());
        try {
            if (selection.owner() == null) {
                selection.own(window);
                note.write(new Note(self, file).toString());
                taken = true;
            }
        } finally {
            Xlib.INSTANCE.XUngrabServer(connection.display());
            connection.sync("to become the display's one agent");
        }
        if (taken) {
            return Optional.empty();
        }
        journal.delete();
        return Optional.of(tenant());
    }

    @Override
    public Optional<Other> other(Path folder) {
        return selection.owner() == null ? Optional.empty() : Optional.of(tenant());
    }

    private Other tenant() {
        return new Other(note.read().flatMap(Note::parse).map(each -> OptionalLong.of(each.agent().pid()))
                .orElse(OptionalLong.empty()));
    }

    @Override
    public void close() {
        if (connection.isGone()) {
            journal.delete(); // with the server its keys are gone
        } else if (taken) {
            journal.end();
            if (!journal.isKept()) {
                note.delete();
            }
        }
        taken = false;
        connection.close();
    }
}
