package dev.fermata.control.http;

import dev.fermata.listen.ClientSession;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * One client of {@code /session}: takes its messages and tells it of its segments. What it cannot take it answers with
 * what was expected, and goes on. On the server's thread.
 */
final class SessionFrames extends JsonFrames implements ClientSession.Listener {
    private final SessionEndpoint endpoint;
    /** Null before there is a connection. */
    private ChannelHandlerContext client;
    /** A chunk whose sound is the next frame; null for none. */
    private JsonBody awaiting;

    SessionFrames(SessionEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What answers with one. Made here, for whoever only may be asked would load Netty to see what it could answer. */
    static Response answering(SessionEndpoint endpoint) {
        return Response.webSocket(new SessionFrames(endpoint));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        client = context;
        endpoint.came();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endpoint.gone(this);
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        try {
            if (frame instanceof TextWebSocketFrame) {
                if (awaiting != null) {
                    awaiting = null;
                    refuse(context, new Refusal(400, "binary_missing", "the sound of the chunk before did not come",
                            "a binary frame after a chunk with binary = true"));
                }
                take(JsonBody.readKind(ByteBufUtil.getBytes(frame.content()), SessionFields.TYPE, SessionFields.FIRST,
                        SessionFields.SCHEMAS));
            } else if (frame instanceof BinaryWebSocketFrame) {
                JsonBody head = awaiting;
                awaiting = null;
                if (head == null) {
                    throw new Refusal(400, "binary_unasked", "a binary frame that no message has announced",
                            "a message audio_chunk with binary = true before it");
                }
                chunk(head, frame.content().readableBytes());
            }
        } catch (Refusal refusal) {
            refuse(context, refusal);
        }
    }

    private void take(JsonBody message) throws Refusal {
        switch (message.get(SessionFields.TYPE)) {
            case AUDIO_CHUNK -> audio(message);
            case TTS_PLAY_STARTED -> session(message).playbackStarted(message.get(SessionFields.GROUP),
                    micros(message.get(SessionFields.START)), micros(message.get(SessionFields.PLAYED)),
                    endpoint.now());
            case TTS_PLAY_ENDED -> playbackEnded(message);
            case SESSION_RESUME -> resume(message);
            case SESSION_END -> {
                ClientSession session = session(message);
                endpoint.sessions().end(session);
                tell(session, "session_ended");
            }
        }
    }

    private ClientSession session(JsonBody message) throws Refusal {
        ClientSession session = endpoint.sessions().of(message.get(SessionFields.SESSION), this, endpoint.now())
                .orElseThrow(() -> new Refusal(429, "too_many_sessions", "there are as many sessions as there may be",
                        "session_end for one that is over, or the same a little later"));
        session.trace(message.get(SessionFields.TRACE));
        endpoint.wakeAt(session.deadline(), client.executor());
        return session;
    }

    private void audio(JsonBody message) throws Refusal {
        if (message.get(SessionFields.BINARY)) {
            if (message.has(SessionFields.DATA)) {
                throw JsonBody.bad("field_does_not_apply", "a chunk has its sound in one place", "data",
                        "data, or binary = true and a binary frame");
            }
            awaiting = message;
            return;
        }
        chunk(message, bytes(message));
    }

    private static long bytes(JsonBody message) throws Refusal {
        try {
            return message.find(SessionFields.DATA).map(data -> Base64.getDecoder().decode(data).length).orElse(0);
        } catch (IllegalArgumentException e) {
            throw JsonBody.bad("bad_value", "this is not base64", "data", SessionFields.DATA.type().expected());
        }
    }

    private void chunk(JsonBody message, long bytes) throws Refusal {
        long length = micros(message.get(SessionFields.DURATION));
        boolean isFinal = message.get(SessionFields.FINAL);
        if (bytes > 0 && length == 0) {
            throw JsonBody.bad("missing_field", "a chunk with sound lasts some time", "duration_ms",
                    "duration_ms from 1 on");
        }
        if (length == 0 && !isFinal) {
            throw JsonBody.bad("missing_field", "there is nothing in this chunk", "data",
                    "data, or binary = true and a binary frame, or is_final = true");
        }
        ClientSession session = session(message);
        long next = session.chunks() + 1;
        long number = message.find(SessionFields.SEQ).orElse(next);
        if (number > next) {
            throw JsonBody.bad("bad_value", "chunks before this one have not come", "seq", "seq = " + next);
        }
        boolean isThere = number < next;
        if (isThere) {
            tell(session, "session");
        } else if (bytes == 0 && length == 0) {
            session.finish();
        } else {
            session.chunk(micros(message.get(SessionFields.AT)), length, bytes, isFinal, endpoint.now());
            endpoint.wakeAt(session.deadline(), client.executor());
        }
    }

    private void playbackEnded(JsonBody message) throws Refusal {
        ClientSession session = session(message);
        long from = session.playbackEnded(message.get(SessionFields.GROUP), micros(message.get(SessionFields.END)),
                endpoint.now());
        // It may be earlier now than it was.
        endpoint.wakeAt(session.deadline(), client.executor());
        send(client, json -> {
            json.writeStringField("type", "playback_ended");
            json.writeStringField("session_id", session.id());
            json.writeStringField("trace_id", message.get(SessionFields.TRACE));
            json.writeStringField("group_id", message.get(SessionFields.GROUP));
            json.writeNumberField("send_from_ms", TimeUnit.MICROSECONDS.toMillis(from));
        });
    }

    private void resume(JsonBody message) throws Refusal {
        ClientSession session = session(message);
        tell(session, "session");
        session.after(message.get(SessionFields.AFTER)).forEach(cut -> ended(session, cut));
    }

    private void tell(ClientSession session, String type) {
        send(client, json -> {
            json.writeStringField("type", type);
            json.writeStringField("session_id", session.id());
            json.writeNumberField("chunks", session.chunks());
            json.writeNumberField("segments", session.segments());
        });
    }

    @Override
    public void ended(ClientSession session, ClientSession.Cut cut) {
        send(client, json -> {
            json.writeStringField("type", "segment");
            json.writeStringField("session_id", session.id());
            json.writeStringField("trace_id", cut.traceId());
            json.writeNumberField("segment", cut.number());
            json.writeStringField("reason", cut.reason().name());
            json.writeNumberField("start_ms", TimeUnit.MICROSECONDS.toMillis(cut.start()));
            json.writeNumberField("end_ms", TimeUnit.MICROSECONDS.toMillis(cut.end()));
            json.writeNumberField("duration_ms", TimeUnit.MICROSECONDS.toMillis(cut.length()));
            json.writeNumberField("bytes", cut.bytes());
            json.writeNumberField("first_chunk", cut.firstChunk());
            json.writeNumberField("last_chunk", cut.lastChunk());
        });
    }

    private static long micros(long millis) {
        return TimeUnit.MILLISECONDS.toMicros(millis);
    }
}
