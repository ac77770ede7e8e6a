package dev.fermata.control.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The reading half of Netty's {@code HttpServerCodec}, which lets nobody at it: bounded, stricter in two matters,
 * and it tells when it is in the middle of a request.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /**
     * What programs understand differently. RFC 9112 2.2: some clients send an empty line after a body; nobody needs
     * more than a few. 5.2: lines that go on in the next one, which Netty joins. 6.1: other encodings than chunks,
     * which Netty leaves in the body.
     */
    private static final Pattern REFUSED = Pattern.compile("\\A[\r\n]{9}|(\\A|\n)([ \t]|"
            + "transfer-encoding:[ \t]*+(?!chunked[ \t]*\r))", Pattern.CASE_INSENSITIVE);

    private final Runnable onRead;
    private boolean inside;
    private boolean insideHead = true;

    /** @param onRead called after each read */
    RequestDecoder(Limits limits, Runnable onRead) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headBytes() / 2)
                .setMaxHeaderSize(limits.headBytes() / 2)
                // Otherwise it would believe the chunks and forget a length beside them.
                .setUseRfc9112TransferEncoding(true));
        this.onRead = onRead;
    }

    /** Whether a request has begun and not ended. */
    boolean isInside() {
        return inside;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        int from = bytes.readerIndex();
        super.decode(context, bytes, out);
        if (insideHead && REFUSED.matcher(bytes.toString(from, bytes.readerIndex() - from,
                StandardCharsets.ISO_8859_1)).find()) {
            HttpMessage refused = createInvalidMessage();
            refused.setDecoderResult(DecoderResult.failure(RequestHead.malformed(
                    "the request's lines could be understood in two ways", "no empty lines before the request line,"
                    + " a whole header in each line, and Content-Length or Transfer-Encoding: chunked")));
            out.clear();
            out.add(refused);
        }
        boolean whole = !out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent;
        inside = !whole;
        insideHead = whole || insideHead && out.isEmpty();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        onRead.run();
    }
}
