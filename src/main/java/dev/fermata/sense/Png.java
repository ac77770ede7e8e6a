package dev.fermata.sense;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Small pictures as PNG files, which every program shows. What the JDK has for that begins AWT, for 24 MB. Read is what
 * is written here and what picture editors make of it: 8 bits a channel, with or without transparency, not interlaced.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int RGBA = 6;
    private static final int MOST_PIXELS = 4_000_000;
    private static final int MOST_BYTES = 20_000_000;
    /** More than all that is in a file beside its pixels. */
    private static final int SMALL = 128;

    private Png() {
    }

    static byte[] write(Picture picture) {
        PixelRows rows = new PixelRows(picture.width, Deflater.DEFAULT_COMPRESSION);
        rows.add(picture.rgb, picture.height);
        return write(picture.width, picture.height, rows.packed());
    }

    /** @param packed its rows, as {@link PixelRows} packs them */
    static byte[] write(int width, int height, byte[] packed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(packed.length + SMALL);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", ByteBuffer.allocate(HEADER_BYTES).putInt(width).putInt(height)
                    .put((byte) 8).put((byte) RGB).array());
            chunk(out, "IDAT", packed);
            chunk(out, "IEND", new byte[0]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        out.writeInt(data.length);
        out.write(type);
        out.write(data);
        out.writeInt((int) sum.getValue());
    }

    /** @throws IOException when it is no such file; the message says what is wrong */
    static Picture read(InputStream from) throws IOException {
        return read(from, MOST_PIXELS);
    }

    /** The same of a picture that has at most so many pixels. */
    static Picture read(InputStream from, int mostPixels) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] signature = in.readNBytes(SIGNATURE.length);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw new IOException("this is no PNG picture");
        }
        ByteBuffer header = null;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String type = ""; !type.equals("IEND");) {
            int length = in.readInt();
            if (length < 0 || length > MOST_BYTES - packed.size()) {
                throw new IOException("this picture is damaged or too large");
            }
            type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            byte[] data = in.readNBytes(length);
            in.readInt();
            if (type.equals("IHDR") && length == HEADER_BYTES) {
                header = ByteBuffer.wrap(data);
            } else if (type.equals("IDAT")) {
                packed.writeBytes(data);
            }
        }
        if (header == null) {
            throw new IOException("this picture is damaged: it has no header");
        }
        return unpack(header, packed.toByteArray(), mostPixels);
    }

    private static Picture unpack(ByteBuffer header, byte[] packed, int mostPixels) throws IOException {
        int width = header.getInt();
        int height = header.getInt();
        int kind = header.get(9);
        if (width < 1 || height < 1 || (long) width * height > mostPixels) {
            throw new IOException("this picture is " + width + " x " + height + " pixels");
        }
        if (header.get(8) != 8 || header.get(12) != 0 || kind != RGB && kind != RGBA && kind != GREY) {
            throw new IOException("this picture has a kind of colours that is not read: save it with 8 bits RGB,"
                    + " not interlaced");
        }
        int channels = kind == RGB ? 3 : kind == RGBA ? 4 : 1;
        byte[] raw = new byte[(channels * width + 1) * height];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int got = 0;
            for (int more = 1; more > 0 && got < raw.length;) {
                more = inflater.inflate(raw, got, raw.length - got);
                got += more;
            }
            if (got < raw.length) {
                throw new IOException("this picture is damaged: it ends too early");
            }
        } catch (DataFormatException e) {
            throw new IOException("this picture is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        unfilter(raw, channels * width, height, channels);
        Picture picture = new Picture(width, height);
        for (int i = 0; i < picture.rgb.length; i++) {
            int at = i / width * (channels * width + 1) + 1 + i % width * channels;
            int green = kind == GREY ? at : at + 1;
            int blue = kind == GREY ? at : at + 2;
            picture.rgb[i] = (raw[at] & 0xff) << 16 | (raw[green] & 0xff) << 8 | raw[blue] & 0xff;
        }
        return picture;
    }

    /** Each line says how it was written as differences from what is left of it and above (PNG, section 9). */
    private static void unfilter(byte[] raw, int line, int height, int pixel) {
        for (int y = 0; y < height; y++) {
            int begin = y * (line + 1);
            int filter = raw[begin];
            for (int x = 0; x < line; x++) {
                int at = begin + 1 + x;
                int left = x < pixel ? 0 : raw[at - pixel] & 0xff;
                int above = y == 0 ? 0 : raw[at - line - 1] & 0xff;
                int corner = x < pixel || y == 0 ? 0 : raw[at - line - 1 - pixel] & 0xff;
                raw[at] += (byte) switch (filter) {
                    case 1 -> left;
                    case 2 -> above;
                    case 3 -> (left + above) / 2;
                    case 4 -> paeth(left, above, corner);
                    default -> 0;
                };
            }
        }
    }

    private static int paeth(int left, int above, int corner) {
        int guess = left + above - corner;
        int byLeft = Math.abs(guess - left);
        int byAbove = Math.abs(guess - above);
        int byCorner = Math.abs(guess - corner);
        return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
    }
}
