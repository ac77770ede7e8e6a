package dev.fermata.control.client;

import java.io.IOException;
import java.io.InputStream;

/** A body that comes in chunks (RFC 9112 7.1), as the agent's events do. One thread. */
final class Chunks extends InputStream {
    private final InputStream in;
    private Piece chunk = new Piece(InputStream.nullInputStream(), 0);
    private boolean begun;
    private boolean ended;

    Chunks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended) {
            int read = chunk.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            next();
        }
        return -1;
    }

    private void next() throws IOException {
        if (begun) {
            Call.line(in);
        }
        begun = true;
        String size = Call.line(in).replaceFirst("[;\\s].*", "");
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("its answer comes in chunks of no known length");
        }
        chunk = new Piece(in, Long.parseLong(size, 16));
        ended = size.matches("0+");
        if (ended) {
            while (!Call.line(in).isEmpty()) {
                // what may follow the last chunk
            }
        }
    }
}
