package dev.fermata.stream.history;

import dev.fermata.model.HistoryEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Entries in the table of a {@link HistoryFile}; a batch is one transaction. */
final class SqliteStore implements Store {
    /** What is thrown away at a time, of all there is. */
    private static final int PART = 10;
    private static final int MOST_ROUNDS = 100;
    private static final String INSERT = "INSERT INTO entry (at, kind, name, person, text, line) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String OLDEST = "DELETE FROM entry WHERE id <= (SELECT min(id) + (max(id) - min(id)) / " + PART
            + " FROM entry)";

    private final HistoryFile file;
    private final Connection connection;
    private final long most;

    /** @param most bytes that all of it may use */
    SqliteStore(HistoryFile file, Connection connection, long most) throws HistoryException {
        this.file = file;
        this.connection = connection;
        this.most = most;
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            HistoryFile.close(connection);
            throw HistoryFile.failure(e);
        }
    }

    @Override
    public void append(List<HistoryEntry> entries) throws HistoryException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (HistoryEntry entry : entries) {
                insert.setLong(1, entry.atMillis());
                insert.setString(2, entry.kind().id());
                insert.setString(3, entry.name());
                insert.setString(4, entry.person());
                insert.setString(5, entry.text());
                insert.setString(6, entry.line());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            fit();
        } catch (SQLException e) {
            throw undone(e);
        }
    }

    @Override
    public void trim(long beforeMillis) throws HistoryException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM entry WHERE at < ?")) {
            delete.setLong(1, beforeMillis);
            delete.executeUpdate();
            connection.commit();
            fit();
        } catch (SQLException e) {
            throw undone(e);
        }
    }

    private HistoryException undone(SQLException e) {
        try {
            connection.rollback();
        } catch (SQLException alsoThat) {
            e.addSuppressed(alsoThat);
        }
        return HistoryFile.failure(e);
    }

    /** Throws away the oldest until a tenth is free, and gives the disk back what it used. */
    private void fit() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (pages(statement, "page_count") <= most) {
                connection.commit();
                return;
            }
            long wanted = most - most / PART;
            for (int round = 0; round < MOST_ROUNDS && used(statement) > wanted
                    && statement.executeUpdate(OLDEST) > 0; round++) {
                connection.commit();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try {
                // No query: it would give one page back.
                statement.executeUpdate("PRAGMA incremental_vacuum");
                // Else the log would stay as large as all that was thrown away.
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } finally {
                connection.setAutoCommit(false);
            }
        }
    }

    private static long used(Statement statement) throws SQLException {
        return pages(statement, "page_count") - pages(statement, "freelist_count");
    }

    private static long pages(Statement statement, String which) throws SQLException {
        return (long) HistoryFile.number(statement, "PRAGMA " + which)
                * HistoryFile.number(statement, "PRAGMA page_size");
    }

    @Override
    public long bytes() {
        return file.bytes();
    }

    @Override
    public void close() {
        HistoryFile.close(connection);
    }
}
