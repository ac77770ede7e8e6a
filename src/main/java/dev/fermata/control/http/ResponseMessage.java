package dev.fermata.control.http;

import dev.fermata.time.Clock;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Date;

/** An answer as Netty writes it: whole, or the head of a stream. */
final class ResponseMessage {
    private ResponseMessage() {
    }

    /**
     * @param headOnly leaves the body out, and says nothing else for it
     * @param last whether the connection ends with it
     * @throws IllegalArgumentException when a header would break the answer
     */
    static HttpResponse of(Response response, boolean headOnly, boolean last, Clock clock) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
        boolean streams = response.stream().isPresent();
        HttpResponse message = streams && !headOnly
                ? new DefaultHttpResponse(HttpVersion.HTTP_1_1, status)
                : new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
                        Unpooled.wrappedBuffer(headOnly ? new byte[0] : response.body()));
        message.headers().set("Date", DateFormatter.format(Date.from(clock.wallTime(clock.nanos()))));
        response.headers().forEach(message.headers()::set);
        if (!streams) {
            // Netty leaves it out where there can be none.
            message.headers().set("Content-Length", response.body().length);
        }
        if (last) {
            message.headers().set("Connection", "close");
        }
        return message;
    }
}
