package dev.fermata.sense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 11;

    @Test
    void otherProgramsReadWhatIsWritten() throws IOException {
        Picture picture = random(1);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.write(picture)));
        assertEquals(WIDTH, read.getWidth());
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertEquals(picture.at(x, y), read.getRGB(x, y) & 0xffffff);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_GRAY})
    void whatOtherProgramsWriteIsRead(int type) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, 0xff000000 | x * 6 << 16 | y * 20 << 8 | (x + y) * 3);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Picture read = Png.read(new ByteArrayInputStream(bytes.toByteArray()));
        // A grey picture has levels of its own, which getRGB turns into those of a screen.
        boolean grey = type == BufferedImage.TYPE_BYTE_GRAY;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertEquals(grey ? image.getRaster().getSample(x, y, 0) * 0x10101 : image.getRGB(x, y) & 0xffffff,
                        read.at(x, y));
            }
        }
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Picture picture = random(2);
        assertArrayEquals(picture.rgb, Png.read(new ByteArrayInputStream(Png.write(picture))).rgb);
    }

    @Test
    void damagedPicturesAreRefusedAndNothingWorse() {
        byte[] good = Png.write(random(3));
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length));
            for (int k = random.nextInt(4); k > 0 && bad.length > 0; k--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            assertThrows(IOException.class, () -> Png.read(new ByteArrayInputStream(bad)));
        }
    }

    private static Picture random(long seed) {
        Picture picture = new Picture(WIDTH, HEIGHT);
        Random random = new Random(seed);
        for (int i = 0; i < picture.rgb.length; i++) {
            picture.rgb[i] = random.nextInt(0x1000000);
        }
        return picture;
    }
}
