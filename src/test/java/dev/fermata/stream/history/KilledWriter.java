package dev.fermata.stream.history;

import dev.fermata.event.Event;
import dev.fermata.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that writes a history until it is killed: {@code FOLDER FIRST MOST}. It says of each number when it must be in
 * the file.
 */
final class KilledWriter {
    private KilledWriter() {
    }

    public static void main(String[] args) throws Exception {
        SystemClock clock = new SystemClock();
        long number = Long.parseLong(args[1]);
        HistoryThread thread = new HistoryThread(clock, new HistoryFile(Path.of(args[0])), Long.parseLong(args[2]),
                Duration.ofDays(1), new HistoryListener() {
                    @Override
                    public void failed(String message) {
                        System.out.println("failed " + message);
                    }

                    @Override
                    public void mended(String message) {
                        System.out.println("mended " + message);
                    }
                }, failure -> System.out.println("broke " + failure));
        long first = number;
        while (true) {
            for (int i = 0; i < 20; i++) {
                thread.accept(new Event.Failure(clock.nanos(), Long.toString(number++), "x".repeat(300)));
            }
            long there = first + thread.status().written();
            System.out.println("written " + (there - 1));
            // On a slow disk it is waited for: nothing is to be lost but by the end.
            TimeUnit.MILLISECONDS.sleep(thread.status().waiting() > 2_000 ? 500 : 5);
        }
    }
}
