package dev.fermata.control.http.wire;

import dev.fermata.time.Clock;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Date;

/** The status line and headers of an answer. */
final class ResponseHead {
    private ResponseHead() {
    }

    /** @throws IllegalArgumentException when a header would break the answer */
    static HttpResponse of(Response response, boolean close, Clock clock) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()));
        HttpHeaders headers = head.headers();
        headers.set("Date", DateFormatter.format(Date.from(clock.wallTime(clock.nanos()))));
        response.headers().forEach(headers::set);
        if (response.stream().isEmpty() && response.status() != HttpResponseStatus.NO_CONTENT.code()) {
            headers.set("Content-Length", response.body().length);
        }
        if (close) {
            headers.set("Connection", "close");
        }
        return head;
    }
}
