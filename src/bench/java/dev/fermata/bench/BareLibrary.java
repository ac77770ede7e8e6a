package dev.fermata.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** The least that a program needs that keeps rows with SQLite, or publishes with Jedis: what the libraries take. */
public final class BareLibrary {
    private static final int ROUNDS = 20;
    private static final int ROWS = 100;
    private static final String TEXT = "{\"t_ms\":1,\"event\":\"played\"}".repeat(6);

    private BareLibrary() {
    }

    /** @param arguments {@code none}, {@code sqlite} and a file, or {@code jedis} and a port */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "sqlite" -> rows(Path.of(arguments[1]));
            case "jedis" -> messages(Integer.parseInt(arguments[1]));
            default -> { }
        }
        System.out.println("ready");
        TimeUnit.MINUTES.sleep(5);
    }

    private static void rows(Path file) throws SQLException, IOException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, line TEXT NOT NULL)");
        }
        connection.setAutoCommit(false);
        for (int round = 0; round < ROUNDS; round++) {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entry (line) VALUES (?)")) {
                for (int row = 0; row < ROWS; row++) {
                    insert.setString(1, TEXT);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private static void messages(int port) {
        Jedis jedis = new Jedis("127.0.0.1", port);
        for (int round = 0; round < ROUNDS; round++) {
            Pipeline pipeline = jedis.pipelined();
            for (int row = 0; row < ROWS; row++) {
                pipeline.publish("events", TEXT);
            }
            pipeline.sync();
        }
    }
}
