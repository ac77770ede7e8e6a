package dev.fermata.stream.history;

import dev.fermata.model.HistoryEntry;
import dev.fermata.model.HistoryFigures;
import dev.fermata.model.HistoryKind;
import dev.fermata.model.HistoryQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a history, also while an agent writes it. Not thread-safe. */
public final class HistoryReader implements AutoCloseable {
    private static final int MOST_NAMES = 100;
    private static final int MOST_PERSONS = 10;
    private static final char ESCAPE = '\\';

    private final Connection connection;

    /** @throws HistoryException when there is none, or it cannot be read */
    public HistoryReader(HistoryFile file) throws HistoryException {
        connection = file.readable();
    }

    /** The newest of what is asked for, the oldest of them first. */
    public List<HistoryEntry> find(HistoryQuery query) throws HistoryException {
        Where where = new Where(query);
        List<HistoryEntry> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT at, kind, name, person, text, line FROM entry" + where.text + " ORDER BY id DESC LIMIT ?")) {
            where.bind(select);
            select.setInt(where.values.size() + 1, query.most());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new HistoryEntry(row.getLong(1), kind(row.getString(2)), row.getString(3),
                            row.getString(4), row.getString(5), row.getString(6)));
                }
            }
        } catch (SQLException e) {
            throw HistoryFile.failure(e);
        }
        Collections.reverse(found);
        return found;
    }

    /** Counts all of what is asked for, however much. @param periods in how many equal parts of its time */
    public HistoryFigures count(HistoryQuery query, int periods) throws HistoryException {
        Where where = new Where(query);
        Map<HistoryKind, Long> kinds = new EnumMap<>(HistoryKind.class);
        for (HistoryKind kind : HistoryKind.values()) {
            kinds.put(kind, 0L);
        }
        long[] ends = new long[2];
        long[] parts = new long[periods];
        try {
            counts(where, "kind", "", 100).forEach((kind, count) -> kinds.merge(kind(kind), count, Long::sum));
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT min(at), max(at) FROM entry" + where.text)) {
                where.bind(select);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    ends[0] = row.getLong(1);
                    ends[1] = row.getLong(2);
                }
            }
            counts(where, "(at - " + query.fromMillis() + ") * " + periods + " / "
                    + Math.max(1, query.toMillis() - query.fromMillis()), "", periods)
                    .forEach((part, count) -> parts[Integer.parseInt(part)] = count);
            return new HistoryFigures(kinds.values().stream().mapToLong(Long::longValue).sum(), ends[0], ends[1], kinds,
                    counts(where, "name", "", MOST_NAMES), counts(where, "person", " AND person <> ''", MOST_PERSONS),
                    parts);
        } catch (SQLException e) {
            throw HistoryFile.failure(e);
        }
    }

    private Map<String, Long> counts(Where where, String by, String also, int most) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + by + ", count(*) FROM entry" + where.text
                + also + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + most)) {
            where.bind(select);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return counts;
    }

    /** One that a newer Fermata has written may be another. */
    private static HistoryKind kind(String id) {
        try {
            return HistoryKind.valueOf(id.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return HistoryKind.OTHER;
        }
    }

    @Override
    public void close() {
        HistoryFile.close(connection);
    }

    /** The condition of a query, with its values. */
    private static final class Where {
        private final StringBuilder text = new StringBuilder(" WHERE at >= ? AND at < ?");
        private final List<Object> values = new ArrayList<>();

        Where(HistoryQuery query) {
            values.add(query.fromMillis());
            values.add(query.toMillis());
            if (!query.kinds().isEmpty()) {
                text.append(" AND kind IN (").append("?, ".repeat(query.kinds().size() - 1)).append("?)");
                query.kinds().forEach(kind -> values.add(kind.id()));
            }
            if (!query.name().isEmpty()) {
                text.append(" AND name = ?");
                values.add(query.name());
            }
            if (!query.person().isEmpty()) {
                text.append(" AND person LIKE ? ESCAPE '\\'");
                values.add(part(query.person()));
            }
            if (!query.text().isEmpty()) {
                text.append(" AND (text LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\')");
                values.add(part(query.text()));
                values.add(part(query.text()));
            }
        }

        /** What has it in it, in small or capital letters. */
        private static String part(String text) {
            StringBuilder pattern = new StringBuilder("%");
            text.chars().forEach(each -> {
                if (each == '%' || each == '_' || each == ESCAPE) {
                    pattern.append(ESCAPE);
                }
                pattern.append((char) each);
            });
            return pattern.append('%').toString();
        }

        void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        }
    }
}
