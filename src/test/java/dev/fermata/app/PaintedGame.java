package dev.fermata.app;

import dev.fermata.platform.x11.PaintedScreen;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A game that shows a life bar and a skill's icon in a window of 400 x 300: painted by a program of its own, and
 * learned from pictures made here. Each change of what it shows is one rectangle, so that there is never half of one.
 */
final class PaintedGame implements AutoCloseable {
    static final String TITLE = "Painted Game";
    /** The profile's part that names it and what it shows; windows and skills are the test's. */
    static final String SENSORS = """
            [screen]
            reference = [400, 300]
            [[sensor]]
            name = "hp"
            kind = "bar"
            region = [20, 30, 200, 12]
            [[sensor]]
            name = "mana"
            kind = "bar"
            region = [20, 60, 200, 12]
            [[sensor]]
            name = "meteor"
            kind = "icon"
            region = [300, 100, 32, 32]
            """;
    private static final int FULL = 0xd02020;
    private static final int EMPTY = 0x281010;
    private static final int[] ICON = {0xd0a020, 0x40c0f0, 0xf0f0e0, 0xb04090};

    private final PaintedScreen screen;
    private int hp;
    private int mana;

    /** @param folder of the profile {@code test.toml} */
    PaintedGame(String display, Path folder) throws IOException {
        Path looks = Files.createDirectories(folder.resolve("looks").resolve("test"));
        for (String bar : new String[] {"hp", "mana"}) {
            write(looks.resolve(bar + ".full.png"), FULL);
            write(looks.resolve(bar + ".empty.png"), EMPTY);
        }
        BufferedImage icon = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32 * 32; i++) {
            icon.setRGB(i % 32, i / 32, ICON[i % 32 / 16 + 2 * (i / 32 / 16)]);
        }
        ImageIO.write(icon, "png", looks.resolve("meteor.ready.png").toFile());
        screen = new PaintedScreen(display);
        open();
    }

    private static void write(Path file, int rgb) throws IOException {
        BufferedImage picture = new BufferedImage(200, 12, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200 * 12; i++) {
            picture.setRGB(i % 200, i / 200, rgb);
        }
        ImageIO.write(picture, "png", file.toFile());
    }

    /** Opens its window, which does not take the focus, with the bars full and the icon ready. */
    private void open() {
        screen.open(100, 80, 400, 300);
        screen.tell("name 0 " + TITLE);
        repaint();
    }

    /** All of it, as a game does in each frame. */
    void repaint() {
        bar(30, 0, 100);
        bar(60, 0, 100);
        hp = 100;
        mana = 100;
        ready();
    }

    void hp(int percent) {
        bar(30, hp, percent);
        hp = percent;
    }

    void mana(int percent) {
        bar(60, mana, percent);
        mana = percent;
    }

    private void bar(int y, int from, int to) {
        int left = 20 + 2 * Math.min(from, to);
        int width = 2 * Math.abs(to - from);
        if (width > 0) {
            paint(left, y, width, 12, to > from ? FULL : EMPTY);
        }
    }

    /** The icon shows that it can be used: the last quarter becomes bright. */
    void ready() {
        for (int i = 0; i < ICON.length; i++) {
            paint(300 + 16 * (i % 2), 100 + 16 * (i / 2), 16, 16, ICON[i]);
        }
    }

    /** The icon shows that it cannot be used. */
    void cooling() {
        paint(300, 100, 16, 16, 0x302808);
    }

    private void paint(int x, int y, int width, int height, int rgb) {
        screen.tell(String.format("paint 0 %d %d %d %d %06x", x, y, width, height, rgb));
    }

    /** A line for its program. */
    String tell(String line) {
        return screen.tell(line);
    }

    /** It crashes. */
    void kill() throws InterruptedException {
        screen.killPainter();
    }

    @Override
    public void close() {
        screen.close();
    }
}
