package dev.fermata.control.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import java.util.List;

/**
 * The reading half of Netty's {@code HttpServerCodec}, which lets nobody at it: bounded, stricter in two matters,
 * and it tells whether it is in the middle of a request.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** RFC 9112 2.2: some clients send an empty line after a body; nobody needs more than a few. */
    private static final int MAX_BLANK = 8;

    private boolean inside;
    private boolean insideHead = true;
    private boolean ended;

    RequestDecoder(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headBytes() / 2)
                .setMaxHeaderSize(limits.headBytes() / 2)
                // Otherwise it would believe the chunks and forget a length beside them.
                .setUseRfc9112TransferEncoding(true));
    }

    /** Whether a request has begun and not ended. */
    boolean isInside() {
        return inside;
    }

    /** Throws away what comes from now on. */
    void end() {
        ended = true;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (ended) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        if (!inside && blank(bytes) > MAX_BLANK) {
            bytes.skipBytes(bytes.readableBytes());
            refuse("too many empty lines", "a request line such as GET /status HTTP/1.1", out);
            return;
        }
        int from = bytes.readerIndex();
        super.decode(context, bytes, out);
        if (insideHead && isFolded(bytes, from)) {
            refuse("a line begins with a blank", "a whole header in each line", out);
            return;
        }
        inside = out.isEmpty() || !(out.get(out.size() - 1) instanceof LastHttpContent);
        insideHead = !inside || insideHead && out.isEmpty();
    }

    /** How many bytes of empty lines there are before anything else. */
    private static int blank(ByteBuf bytes) {
        int end = bytes.forEachByte(ByteProcessor.FIND_NON_CRLF);
        return (end < 0 ? bytes.writerIndex() : end) - bytes.readerIndex();
    }

    /** RFC 9112 5.2: lines that go on in the next one; Netty joins them, and not every program does. */
    private static boolean isFolded(ByteBuf bytes, int from) {
        byte before = '\n';
        for (int i = from; i < bytes.readerIndex(); i++) {
            byte each = bytes.getByte(i);
            if (before == '\n' && (each == ' ' || each == '\t')) {
                return true;
            }
            before = each;
        }
        return false;
    }

    private void refuse(String problem, String expected, List<Object> out) {
        ended = true;
        inside = true;
        out.clear();
        out.add(RequestHead.malformed(problem, expected));
    }
}
