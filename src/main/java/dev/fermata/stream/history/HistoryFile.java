package dev.fermata.stream.history;

import dev.fermata.user.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file of the history: a SQLite database in a private folder. Several processes may use it at once, and one that is
 * killed at any moment leaves it whole (write-ahead log). What is no good is set aside, and another one begun.
 */
public final class HistoryFile {
    /** Its name, in its folder. */
    static final String NAME = "history.db";
    /** What was damaged; the one before is replaced. */
    static final String DAMAGED = "history-damaged.db";
    static final int VERSION = 1;

    private static final List<String> COMPANIONS = List.of("-wal", "-shm");
    private static final int BUSY_MILLIS = 2_000;
    private static final int PAGE_BYTES = 4_096;
    /** Of the write-ahead log, after which it is written into the file itself. */
    private static final int LOG_PAGES = 500;
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
            + " kind TEXT NOT NULL, name TEXT NOT NULL, person TEXT NOT NULL, text TEXT NOT NULL, line TEXT NOT NULL)";
    private static final String INDEX = "CREATE INDEX IF NOT EXISTS entry_at ON entry (at)";

    private final Path folder;

    /** @param folder of the history alone; made when it is needed */
    public HistoryFile(Path folder) {
        this.folder = folder;
    }

    /** Where it is. */
    public Path path() {
        return folder.resolve(NAME);
    }

    /** Whether there is one. */
    public boolean isThere() {
        return Files.isRegularFile(path());
    }

    /**
     * Opens it for writing; one that is damaged is set aside.
     *
     * @param most bytes that it may use
     * @param tell told, for people, that one was set aside
     */
    Store store(long most, Consumer<String> tell) throws HistoryException {
        try {
            return new SqliteStore(this, writable(), most);
        } catch (HistoryException e) {
            if (!e.isDamaged()) {
                throw e;
            }
            setAside();
            tell.accept("the history was damaged (" + e.getMessage() + "); it is " + folder.resolve(DAMAGED)
                    + " now, and another one is begun");
            return new SqliteStore(this, writable(), most);
        }
    }

    private Connection writable() throws HistoryException {
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.open(path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
        } catch (IOException e) {
            throw new HistoryException(e.getMessage(), e, false);
        }
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = " + PAGE_BYTES);
            // Before the first table and the log: later it would have no effect.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            // A process that is killed loses nothing by it, and a machine that is switched off the last moments.
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
            requireWhole(statement);
            statement.execute(TABLE);
            statement.execute(INDEX);
            statement.execute("PRAGMA user_version = " + VERSION);
            return connection;
        } catch (SQLException | HistoryException e) {
            close(connection);
            throw failure(e);
        }
    }

    /** Opens it for reading. @throws HistoryException also when there is none */
    Connection readable() throws HistoryException {
        if (!isThere()) {
            throw none();
        }
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            requireVersion(statement);
            if (number(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'entry'") == 0) {
                throw none();
            }
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException | HistoryException e) {
            close(connection);
            throw failure(e);
        }
    }

    private HistoryException none() {
        return new HistoryException("there is no history at " + path(), null, false);
    }

    /** Looks whether all of it is whole. Reads all of it. @throws HistoryException when it is not, or cannot be read */
    public void check() throws HistoryException {
        try (Connection connection = readable(); Statement statement = connection.createStatement()) {
            requireWhole(statement);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Loads what reads and writes such files. @throws IOException when there is none for this machine */
    public static void loadLibrary() throws IOException {
        SqliteLibrary.load();
    }

    private Connection connect() throws HistoryException {
        try {
            SqliteLibrary.load();
        } catch (IOException e) {
            throw new HistoryException(e.getMessage(), e, false);
        }
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            return config.createConnection("jdbc:sqlite:" + path());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void requireVersion(Statement statement) throws SQLException, HistoryException {
        int version = number(statement, "PRAGMA user_version");
        if (version > VERSION) {
            throw new HistoryException(path() + " was made by a newer Fermata", null, false);
        }
    }

    private void requireWhole(Statement statement) throws SQLException, HistoryException {
        requireVersion(statement);
        try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = found.next() ? found.getString(1) : "no answer";
            if (!answer.equals("ok")) {
                throw new HistoryException(answer.strip(), null, true);
            }
        }
    }

    static int number(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getInt(1) : 0;
        }
    }

    /** What of it goes wrong, for people. */
    static HistoryException failure(Exception e) {
        if (e instanceof HistoryException told) {
            return told;
        }
        boolean damaged = e instanceof SQLiteException wrong && (wrong.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                || wrong.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                || (wrong.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code);
        return new HistoryException(e.getMessage(), e, damaged);
    }

    private void setAside() throws HistoryException {
        try {
            for (String each : COMPANIONS) {
                // What of it was not yet in the file belongs to that file alone.
                Files.deleteIfExists(folder.resolve(NAME + each));
            }
            Files.move(path(), folder.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HistoryException("the history is damaged and cannot be set aside: " + e.getMessage(), e, false);
        }
    }

    /** What the file and what belongs to it use on the disk. */
    long bytes() {
        long all = 0;
        for (String each : List.of("", "-wal", "-shm")) {
            try {
                all += Files.size(folder.resolve(NAME + each));
            } catch (IOException e) {
                // It is not there.
                continue;
            }
        }
        return all;
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed is in the file; nothing else is to be saved.
            return;
        }
    }
}
