package dev.fermata.cli;

import dev.fermata.config.profile.Senses;
import dev.fermata.config.profile.Sensor;
import dev.fermata.platform.Screen;
import dev.fermata.sense.Lesson;
import dev.fermata.sense.Sensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * Learns a sensor step by step: its corners from where the pointer is, then its looks, then a reading to check. What to
 * do is told on the terminal; what is done is a press of one of two keys, wherever the focus is. One thread's, which
 * also is the screen's.
 */
final class LearnByHand {
    /** Narrower or lower is a slip of the hand. */
    private static final int LEAST = 2;

    /** What the player says. */
    enum Press {
        /** Take what is there now. */
        TAKE,
        /** Leave that step out. */
        SKIP
    }

    /** Where his presses come from. */
    @FunctionalInterface
    interface Presses {
        /** Waits for the next one. */
        Press next() throws InterruptedException;
    }

    /** Takes a look of a picture. */
    private interface Taking {
        Lesson.Learned learn(Lesson lesson) throws IOException, Lesson.NotLearnedException;
    }

    private final Senses senses;
    private final Sensor sensor;
    private final Screen screen;
    private final Presses presses;
    private final PrintWriter out;
    private final BufferedReader in;
    private final String take;
    private final String skip;

    /**
     * @param take what the key is called that takes
     * @param skip what the key is called that leaves out
     * @param in where numbers are typed
     */
    LearnByHand(Senses senses, Sensor sensor, Screen screen, Presses presses, String take, String skip, PrintWriter out,
            BufferedReader in) {
        this.senses = senses;
        this.sensor = sensor;
        this.screen = screen;
        this.presses = presses;
        this.take = take;
        this.skip = skip;
        this.out = out;
        this.in = in;
    }

    /** Asks for both corners. @return where it is now, in the window as it is now */
    Sensor.Region place() throws InterruptedException {
        screen.look();
        Sensor.Region before = senses.inWindow(sensor.region(), screen.width(), screen.height());
        say("Press " + take + " in the game; it is kept from it meanwhile. Ctrl-C here ends.");
        while (true) {
            Optional<Screen.Spot> one = corner("on the left upper corner of '" + sensor.name() + "'", ", or " + skip
                    + " to leave it at " + before);
            if (one.isEmpty()) {
                return before;
            }
            Optional<Screen.Spot> other = corner("on the right lower corner", ", or " + skip + " to begin again");
            if (other.isPresent()) {
                int x = Math.min(one.get().x(), other.get().x());
                int y = Math.min(one.get().y(), other.get().y());
                int width = Math.abs(one.get().x() - other.get().x()) + 1;
                int height = Math.abs(one.get().y() - other.get().y()) + 1;
                if (width >= LEAST && height >= LEAST) {
                    Sensor.Region region = new Sensor.Region(x, y, width, height);
                    say("It is at " + region + " in " + screen.name() + " of " + screen.width() + " x "
                            + screen.height());
                    return region;
                }
                say("Those are " + width + " x " + height + " pixels. Once more.");
            }
        }
    }

    private Optional<Screen.Spot> corner(String where, String otherwise) throws InterruptedException {
        say("Put the pointer " + where + " and press " + take + otherwise + ".");
        while (presses.next() == Press.TAKE) {
            Screen.State state = screen.look();
            Optional<Screen.Spot> spot = screen.pointer();
            if (state == Screen.State.SEEN && spot.filter(this::isInside).isPresent()) {
                say("  " + spot.get().x() + ", " + spot.get().y());
                return spot;
            }
            say("  The pointer is not in the window. Once more: " + take + ".");
        }
        return Optional.empty();
    }

    private boolean isInside(Screen.Spot spot) {
        return spot.x() >= 0 && spot.y() >= 0 && spot.x() < screen.width() && spot.y() < screen.height();
    }

    /** Asks for each look that this kind of sensor has. @param region in the window as it is now */
    void looks(Sensor.Region region) throws IOException, InterruptedException {
        String it = "'" + sensor.name() + "'";
        switch (sensor.kind()) {
            case PIXEL -> say(it + " has a colour and needs to learn nothing.");
            case ICON -> {
                take(region, "while " + it + " is ready", lesson -> lesson.keep("ready"));
                take(region, "while it is cooling, if that is another drawing than the same one darkened",
                        lesson -> lesson.keep("cooling"));
            }
            case BAR, ORB -> {
                take(region, "while " + it + " is full", lesson -> lesson.keep("full"));
                take(region, "while it is empty", lesson -> lesson.keep("empty"));
                while (sensor.kind() == Sensor.Kind.ORB && take(region, "while it is at a value in between that you"
                        + " know, then type that", lesson -> lesson.keepPercent(typed("How many percent was it? ")))) {
                    say("Another value?");
                }
            }
            case DIGITS -> {
                while (take(region, "while digits are shown that it has not learned, then type them",
                        lesson -> lesson.keepGlyphs(typed("What is written there, such as 120/345? ")))) {
                    say("Others, until all ten are known?");
                }
            }
        }
    }

    /** @return whether something was learned, as opposed to left out */
    private boolean take(Sensor.Region region, String when, Taking taking) throws IOException, InterruptedException {
        say("Press " + take + " " + when + ", or " + skip + " to leave that out.");
        while (presses.next() == Press.TAKE) {
            try {
                Lesson.Learned learned = taking.learn(Lesson.look(sensor, region, screen));
                say("  saw " + learned.text());
                say("  kept " + learned.file());
                return true;
            } catch (Lesson.NotLearnedException e) {
                say("  Nothing was learned: " + e.getMessage() + ". Once more: " + take + ", or " + skip + ".");
            }
        }
        return false;
    }

    /** The picture is taken already, so the terminal may have the focus now. */
    private String typed(String question) throws IOException {
        out.print("  " + question);
        out.flush();
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }

    /** Shows what it reads, again for each press. @param region in the window as it is now */
    void check(Sensor.Region region) throws InterruptedException {
        screen.look();
        Sensor placed = sensor.at(senses.inProfile(region, screen.width(), screen.height()));
        Sensors sensors = new Sensors(senses.with(List.of(placed)), screen);
        do {
            sensors.look(System.nanoTime());
            say("Now it reads " + ReadingText.whole(placed, sensors.readings().get(sensor.name())) + ". Press " + take
                    + " to read again, " + skip + " to end.");
        } while (presses.next() == Press.TAKE);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
