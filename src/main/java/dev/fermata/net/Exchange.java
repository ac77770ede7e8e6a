package dev.fermata.net;

import dev.fermata.net.HttpException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One request and its answer on one connection. Everything but {@link #answer} happens on the client's thread. */
final class Exchange extends SimpleChannelInboundHandler<HttpObject> {
    static final int OK = 200;

    private final HttpRequest request;
    private final HttpLimits limits;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    /** 0 until the head of the answer is there. */
    private int status;
    private boolean sent;
    /** How many bytes of the body have come. */
    private int came;
    private final Optional<PartQueue> parts;

    /** @param parts takes the body of an answer that is what was asked for; where there is none it is gathered */
    Exchange(HttpRequest request, HttpLimits limits, Optional<PartQueue> parts) {
        this.request = request;
        this.limits = limits;
        this.parts = parts;
    }

    HttpRequest request() {
        return request;
    }

    HttpLimits limits() {
        return limits;
    }

    /** What comes of it: the answer, or an {@link HttpException}. */
    CompletableFuture<HttpAnswer> answer() {
        return answer;
    }

    /** There is no connection. */
    void cannotConnect(Throwable cause) {
        fail(Kind.UNREACHABLE, "no connection to " + request.address().hostAndPort() + ": "
                + (cause instanceof ConnectTimeoutException ? "none within " + limits.connect().toMillis() + " ms"
                : reason(cause)));
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (context.pipeline().get(SslHandler.class) == null) {
            send(context);
        }
    }

    /** With https nothing is sent before it is known who the other is. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                send(context);
            } else {
                fail(Kind.UNREACHABLE, "no secure connection to " + request.address().hostAndPort() + ": "
                        + reason(handshake.cause()));
            }
        }
    }

    private void send(ChannelHandlerContext context) {
        if (sent) {
            return;
        }
        sent = true;
        limit(context, limits.total(), () -> true, "the answer was not whole within ");
        limit(context, limits.firstByte(), () -> came == 0, "nothing of an answer came within ");
        context.writeAndFlush(head());
    }

    private void limit(ChannelHandlerContext context, Duration most, BooleanSupplier still,
            String told) {
        var timer = context.executor().schedule(() -> {
            if (still.getAsBoolean()) {
                fail(Kind.SLOW, told + most.toMillis() + " ms");
                context.close();
            }
        }, most.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((whole, failure) -> timer.cancel(false));
    }

    private FullHttpRequest head() {
        FullHttpRequest head = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1,
                request.method() == HttpRequest.Method.GET ? HttpMethod.GET : HttpMethod.POST,
                request.address().path() + request.path(), Unpooled.wrappedBuffer(request.body()));
        request.headers().forEach(head.headers()::set);
        head.headers().set(HttpHeaderNames.HOST, request.address().hostAndPort())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_LENGTH, request.body().length);
        return head;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail(Kind.BROKEN, "the answer is no HTTP: " + part.decoderResult().cause().getMessage());
            context.close();
            return;
        }
        if (part instanceof HttpResponse response) {
            status = response.status().code();
            if (HttpUtil.getContentLength(response, 0L) > limits.bytes()) {
                tooLarge(context);
            }
        }
        if (part instanceof HttpContent content) {
            take(context, content);
        }
    }

    private void take(ChannelHandlerContext context, HttpContent content) {
        boolean interim = HttpStatusClass.valueOf(status) == HttpStatusClass.INFORMATIONAL;
        ByteBuf bytes = content.content();
        if (bytes.readableBytes() > limits.bytes() - came) {
            tooLarge(context);
            return;
        }
        boolean inParts = parts.isPresent() && status == OK;
        // Whoever takes parts waits for each himself, and not while he is busy with one.
        if (bytes.isReadable() && came == 0 && !inParts) {
            context.pipeline().addFirst(new ReadTimeoutHandler(limits.idle().toMillis(), TimeUnit.MILLISECONDS));
        }
        byte[] taken = new byte[bytes.readableBytes()];
        bytes.readBytes(taken);
        came += taken.length;
        if (inParts) {
            parts.get().put(context.channel(), taken);
        } else {
            body.writeBytes(taken);
        }
        if (content instanceof LastHttpContent && !interim) {
            answer.complete(new HttpAnswer(status, body.toByteArray()));
            context.close();
        }
    }

    private void tooLarge(ChannelHandlerContext context) {
        fail(Kind.BROKEN, "the answer is larger than " + limits.bytes() + " bytes");
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed("the connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof ReadTimeoutException) {
            fail(Kind.SLOW, "the answer stopped after " + came + " bytes, for " + limits.idle().toMillis()
                    + " ms");
        } else {
            closed(reason(cause));
        }
        context.close();
    }

    private void closed(String how) {
        if (status == 0) {
            fail(Kind.UNREACHABLE, "no answer from " + request.address().hostAndPort() + ": " + how);
        } else {
            fail(Kind.BROKEN, "the answer was cut off after " + came + " bytes: " + how);
        }
    }

    private void fail(Kind kind, String message) {
        answer.completeExceptionally(new HttpException(kind, message));
    }
}
