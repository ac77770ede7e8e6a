package dev.fermata.sense;

import dev.fermata.config.profile.Sensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a sensor has learned, as files beside its profile: pictures, and for what no picture says lines of text. Reads
 * and writes files; for the thread that may wait for them.
 */
final class Looks {
    /** Larger than any look, and what an agent has memory for. */
    static final int MOST_PIXELS = 500_000;
    static final String CHARACTERS = "0123456789/";
    private static final int HEX = 16;

    private final Sensor sensor;

    Looks(Sensor sensor) {
        this.sensor = sensor;
    }

    /** Reads by what was learned; empty where that is not enough, or does not serve. */
    Optional<Eye> eye() {
        try {
            return switch (sensor.kind()) {
                case PIXEL -> Optional.of(new PixelEye(sensor.colour(), sensor.tolerance()));
                case ICON -> icon();
                case BAR, ORB -> fill();
                case DIGITS -> digits();
            };
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Eye> icon() throws IOException {
        IconEye cooling = picture("cooling").map(look -> new IconEye(look, null)).orElse(null);
        return picture("ready").map(look -> new IconEye(look, cooling));
    }

    private Optional<Eye> fill() throws IOException {
        Optional<Picture> full = picture("full");
        Optional<Picture> empty = picture("empty");
        if (full.isEmpty() || empty.isEmpty()) {
            return Optional.empty();
        }
        Curve curve = sensor.kind() == Sensor.Kind.ORB ? new Curve(curve()) : null;
        FillEye eye = new FillEye(full.get(), empty.get(), sensor.grows(), curve);
        return eye.canTell() ? Optional.of(eye) : Optional.empty();
    }

    /** Reads how high it is filled, before its curve. */
    Optional<Eye> plainFill() throws IOException {
        Optional<Picture> full = picture("full");
        Optional<Picture> empty = picture("empty");
        return full.isEmpty() || empty.isEmpty() ? Optional.empty()
                : Optional.of(new FillEye(full.get(), empty.get(), sensor.grows(), new Curve(List.of())));
    }

    /** Those there are, by their names; of digits the characters. */
    List<String> learned() {
        List<String> there = switch (sensor.kind()) {
            case PIXEL -> List.of();
            case ICON -> List.of("ready", "cooling");
            case BAR, ORB -> List.of("full", "empty");
            case DIGITS -> CHARACTERS.chars().mapToObj(each -> String.valueOf((char) each)).toList();
        };
        boolean digits = sensor.kind() == Sensor.Kind.DIGITS;
        return there.stream().filter(each -> Files.exists(sensor.picture(digits ? nameOf(each.charAt(0)) : each)))
                .toList();
    }

    /** Whether both ends of what fills were learned. */
    boolean isWhole() {
        return Files.exists(sensor.picture("full")) && Files.exists(sensor.picture("empty"));
    }

    private Optional<Eye> digits() throws IOException {
        Path file = text("digits");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split("\\s+");
        if (words.length != 4) {
            return Optional.empty();
        }
        int width = Integer.parseInt(words[2]);
        int height = Integer.parseInt(words[3]);
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            return Optional.empty();
        }
        List<Glyph> glyphs = new ArrayList<>();
        for (char each : CHARACTERS.toCharArray()) {
            Optional<Picture> picture = picture(nameOf(each));
            if (picture.isPresent()) {
                int[] ink = picture.get().rgb.clone();
                for (int i = 0; i < ink.length; i++) {
                    ink[i] &= 0xff;
                }
                glyphs.add(new Glyph(each, picture.get().width, picture.get().height, ink));
            }
        }
        return Optional.of(new DigitsEye(glyphs, new Ink.Colours(Integer.parseInt(words[0].substring(1), HEX),
                Integer.parseInt(words[1].substring(1), HEX)), width, height));
    }

    private Optional<Picture> picture(String of) throws IOException {
        Path file = sensor.picture(of);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Optional.of(Png.read(in, MOST_PIXELS));
        }
    }

    private Path text(String of) {
        return sensor.look().resolveSibling(sensor.look().getFileName() + "." + of + ".txt");
    }

    /** The points the curve of an orb was calibrated at. */
    List<Curve.Point> curve() throws IOException {
        List<Curve.Point> points = new ArrayList<>();
        if (Files.isRegularFile(text("curve"))) {
            for (String line : Files.readAllLines(text("curve"))) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 2) {
                    points.add(new Curve.Point(Double.parseDouble(words[0]), Double.parseDouble(words[1])));
                }
            }
        }
        return points;
    }

    /** @return the file */
    Path save(String of, Picture picture) throws IOException {
        return write(sensor.picture(of), Png.write(picture));
    }

    Path save(List<Curve.Point> points) throws IOException {
        StringBuilder lines = new StringBuilder();
        points.forEach(point -> lines.append(point.seen()).append(' ').append(point.value()).append('\n'));
        return write(text("curve"), lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** @param width of the region they were seen in */
    Path save(List<Glyph> glyphs, Ink.Colours colours, int width, int height) throws IOException {
        for (Glyph glyph : glyphs) {
            Picture picture = new Picture(glyph.width(), glyph.height());
            for (int i = 0; i < picture.rgb.length; i++) {
                picture.rgb[i] = glyph.ink()[i] * 0x10101;
            }
            save(nameOf(glyph.character()), picture);
        }
        return write(text("digits"), String.format("#%06x #%06x %d %d%n", colours.letters(), colours.ground(), width,
                height).getBytes(StandardCharsets.US_ASCII));
    }

    private static String nameOf(char character) {
        return "digit-" + (character == '/' ? "slash" : character);
    }

    private static Path write(Path file, byte[] bytes) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        return Files.write(file, bytes);
    }
}
