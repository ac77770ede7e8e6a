package dev.fermata.control.http.wire;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Puts requests together from the parts that Netty's decoder makes of them. Holds at most one body.
 * (Netty's own aggregator answers by itself what it refuses, without saying why.) Not thread-safe.
 */
final class RequestGatherer {
    private final Limits limits;
    private Optional<RequestHead> head = Optional.empty();
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private boolean continueWanted;

    RequestGatherer(Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes the next part, which stays the caller's. Answers the request that it completes.
     *
     * @throws Refusal when it makes no request; nothing more can be added then
     */
    Optional<Request> add(HttpObject part) throws Refusal {
        if (part.decoderResult().isFailure()) {
            throw unreadable(part.decoderResult().cause(), limits);
        }
        if (part instanceof HttpRequest request) {
            RequestHead begun = new RequestHead(request);
            requireBodyFits(begun.contentLength());
            continueWanted = begun.expectsContinue();
            head = Optional.of(begun);
        }
        if (part instanceof HttpContent content) {
            addBody(content.content());
        }
        return part instanceof LastHttpContent ? head.map(this::complete) : Optional.empty();
    }

    /** Whether the request that is being put together has a large body, see {@link BodyRoom}. */
    boolean isLarge() {
        return body.size() > BodyRoom.SMALL_BYTES
                || head.filter(begun -> begun.contentLength() > BodyRoom.SMALL_BYTES).isPresent();
    }

    /** Whether the client waits for a "100 Continue" before it sends the body; answers true once. */
    boolean takeContinueWanted() {
        boolean wanted = continueWanted;
        continueWanted = false;
        return wanted;
    }

    /** Why something is not even a request. */
    static Refusal unreadable(Throwable cause, Limits limits) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        int most = RequestDecoder.part(limits);
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(414, "target_too_long", "the request line is too long", "at most " + most + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(431, "head_too_large", "the request's headers are too large",
                    "at most " + most + " bytes in at most " + RequestHead.MAX_HEADERS + " headers");
        }
        return RequestHead.malformed("this is not HTTP/1.1",
                "a request line such as GET /status HTTP/1.1, headers such as Content-Type: application/json,"
                        + " and a body as long as Content-Length says or in chunks");
    }

    private Request complete(RequestHead begun) {
        Request request = begun.toRequest(body.toByteArray());
        head = Optional.empty();
        body = new ByteArrayOutputStream(0);
        continueWanted = false;
        return request;
    }

    private void addBody(ByteBuf bytes) throws Refusal {
        requireBodyFits((long) body.size() + bytes.readableBytes());
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.getBytes(bytes.readerIndex(), copy);
        body.writeBytes(copy);
    }

    private void requireBodyFits(long length) throws Refusal {
        if (length > limits.bodyBytes()) {
            throw new Refusal(413, "body_too_large", "the body is larger than is accepted",
                    "at most " + limits.bodyBytes() + " bytes");
        }
    }
}
