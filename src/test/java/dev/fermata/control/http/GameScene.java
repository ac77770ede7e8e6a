package dev.fermata.control.http;

import dev.fermata.platform.simulated.SimulatedScreen;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A game as a picture: a landscape, a bar of life, an orb of mana, a row of skills and gold. */
final class GameScene {
    static final int WIDTH = 960;
    static final int HEIGHT = 540;
    /** Where the bar of life is. */
    static final int[] LIFE = {60, 470, 200, 18};
    /** Where the icon of a skill is. */
    static final int[] METEOR = {404, 474, 44, 44};

    private GameScene() {
    }

    /** @param life in percent @param ready whether the skill is ready */
    static void show(SimulatedScreen screen, int life, boolean ready) {
        screen.show(WIDTH, HEIGHT, draw(life, ready).getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH));
    }

    private static BufferedImage draw(int life, boolean ready) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(0x22304d), 0, 360, new Color(0x7a6a58)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        Random random = new Random(7);
        for (int layer = 0; layer < 3; layer++) {
            pen.setColor(new Color[] {new Color(0x3c4a55), new Color(0x2f3d38), new Color(0x232d26)}[layer]);
            for (int i = 0; i < 14; i++) {
                int size = 120 + random.nextInt(160);
                pen.fill(new Ellipse2D.Double(random.nextInt(WIDTH) - 60, 240 + 70 * layer + random.nextInt(60),
                        size * 1.6, size));
            }
        }
        pen.setColor(new Color(0x1d2420));
        pen.fillRect(0, 440, WIDTH, 100);
        bar(pen, LIFE, life, new Color(0xc22222), new Color(0x2c1010));
        pen.setColor(new Color(0x10142c));
        pen.fill(new Ellipse2D.Double(740, 420, 104, 104));
        pen.setClip(new Rectangle2D.Double(740, 460, 104, 64));
        pen.setPaint(new GradientPaint(740, 460, new Color(0x4d6ff0), 740, 524, new Color(0x182a80)));
        pen.fill(new Ellipse2D.Double(740, 420, 104, 104));
        pen.setClip(null);
        for (int i = 0; i < 6; i++) {
            icon(pen, 304 + 50 * i, 474, new Color(Color.HSBtoRGB(i / 6f, 0.65f, i == 2 && !ready ? 0.28f : 0.75f)));
        }
        pen.setColor(new Color(0xe9c96a));
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        pen.drawString("1 250 gold", 640, 500);
        pen.dispose();
        return image;
    }

    private static void bar(Graphics2D pen, int[] at, int percent, Color full, Color empty) {
        pen.setColor(new Color(0x8c8060));
        pen.fillRect(at[0] - 2, at[1] - 2, at[2] + 4, at[3] + 4);
        pen.setColor(empty);
        pen.fillRect(at[0], at[1], at[2], at[3]);
        pen.setColor(full);
        pen.fillRect(at[0], at[1], at[2] * percent / 100, at[3]);
    }

    private static void icon(Graphics2D pen, int x, int y, Color colour) {
        pen.setColor(colour.darker().darker());
        pen.fillRect(x, y, 44, 44);
        pen.setColor(colour);
        pen.fill(new Ellipse2D.Double(x + 8, y + 8, 28, 28));
        pen.setColor(colour.brighter());
        pen.fillRect(x + 19, y + 4, 6, 36);
    }
}
