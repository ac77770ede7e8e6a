package dev.fermata.platform.evdev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The program {@code lab} of scripts/test-evdev: hardware to play on, or a program that reads devices. */
final class Lab implements AutoCloseable {
    private static final String OURS = Uinput.NAME.replace(' ', '_');

    /**
     * What a program got of a device.
     *
     * @param type of the event, as the kernel has it
     */
    record Got(String device, int type, int code, int value, long nanos) {
        /** As in {@code +16} and {@code -16}; the wheel and the pointer as {@code 8:1}. */
        String text() {
            return type == Codes.EV_KEY ? (value == 0 ? "-" : "+") + code : code + ":" + value;
        }
    }

    private final Process process;
    private final PrintStream commands;
    private final List<String> lines = new ArrayList<>();
    private int from;

    Lab(String program) {
        try {
            process = new ProcessBuilder(program).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "lab");
        reader.setDaemon(true);
        reader.start();
        await(line -> line.equals("ready"));
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            return; // it has ended
        }
    }

    /** Carries out a command; {@code OURS} in it is Fermata's device. */
    void say(String command) {
        commands.println(command.replace("OURS", OURS));
    }

    void key(String device, int code, boolean down) {
        say("key " + device + " " + code + " " + (down ? 1 : 0));
    }

    /** Carries out a command that answers with a line that begins so. */
    String ask(String command, String answer) {
        int begin;
        synchronized (lines) {
            begin = lines.size();
        }
        say(command);
        return await(line -> line.startsWith(answer), begin);
    }

    /** What is to be looked at from now on. */
    void mark() {
        synchronized (lines) {
            from = lines.size();
        }
    }

    /** What programs got since the mark. */
    List<Got> got(String device) {
        synchronized (lines) {
            return lines.subList(from, lines.size()).stream().filter(line -> line.startsWith("got " + device + " "))
                    .map(line -> parse(device, line)).toList();
        }
    }

    /** Fermata's device. */
    List<Got> game() {
        return got(Uinput.NAME);
    }

    /** All of that since the mark, as {@code +16 -16}. */
    String gameKeys() {
        return String.join(" ", game().stream().map(Got::text).toList());
    }

    /** Of that these keys alone. */
    String keys(Integer... codes) {
        return String.join(" ", game().stream().filter(each -> each.type() == Codes.EV_KEY && each.value() < 2
                && Arrays.asList(codes).contains(each.code())).map(Got::text).toList());
    }

    /** How often a key has had that value since the mark. */
    long count(int code, int value) {
        return game().stream().filter(each -> each.type() == Codes.EV_KEY && each.code() == code
                && each.value() == value).count();
    }

    /** What is down on Fermata's device. */
    String down() {
        return ask("down OURS", "down " + Uinput.NAME).substring(("down " + Uinput.NAME).length()).strip();
    }

    /** Whether somebody has taken a device for himself alone. */
    boolean isTaken(String device) {
        return ask("taken " + device.replace(' ', '_'), "taken " + device).endsWith("1");
    }

    /** How often the kernel dropped what was not read in time, in words. */
    String missed() {
        synchronized (lines) {
            String dropped = "got .* " + Codes.EV_SYN + " " + Codes.SYN_DROPPED + " 0 .*";
            return "and the game itself was too slow " + lines.stream().filter(line -> line.matches(dropped)).count()
                    + " times";
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    String await(Predicate<String> wanted) {
        return await(wanted, 0);
    }

    private String await(Predicate<String> wanted, int begin) {
        long end = System.nanoTime() + 60_000_000_000L;
        synchronized (lines) {
            while (true) {
                for (int i = begin; i < lines.size(); i++) {
                    if (wanted.test(lines.get(i))) {
                        return lines.get(i);
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000L;
                if (left <= 0) {
                    throw new AssertionError("the lab does not say what is awaited, but "
                            + lines.subList(Math.min(begin, lines.size()), lines.size()));
                }
                try {
                    lines.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static Got parse(String device, String line) {
        String[] numbers = line.substring(("got " + device + " ").length()).split(" ");
        return new Got(device, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]), Long.parseLong(numbers[3]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
