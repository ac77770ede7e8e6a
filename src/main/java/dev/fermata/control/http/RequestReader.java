package dev.fermata.control.http;

import dev.fermata.config.Schema;
import java.util.Optional;

/**
 * Reads the bodies of requests that are for this session.
 *
 * @param sessionId the running one; a request may leave it out
 */
record RequestReader(long sessionId) {

    /** Reads and checks a body. @throws Refusal also when it is for another session */
    JsonBody read(Request request, Schema schema) throws Refusal {
        return check(JsonBody.read(request.body(), schema));
    }

    /** The same of a body that may have the text of a profile or a take in it. */
    JsonBody readLong(Request request, Schema schema) throws Refusal {
        return check(JsonBody.readLong(request.body(), schema));
    }

    /** What is for another session is refused. */
    JsonBody check(JsonBody body) throws Refusal {
        Optional<Long> session = body.find(RequestFields.SESSION);
        if (session.isPresent() && session.get() != sessionId) {
            throw new Refusal(404, "unknown_session", "there is no session " + session.get()
                    + "; the running one is " + sessionId, "sessionid " + sessionId + ", or left out")
                    .with("known", sessionId);
        }
        return body;
    }
}
