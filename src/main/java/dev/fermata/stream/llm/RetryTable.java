package dev.fermata.stream.llm;

import dev.fermata.stream.llm.ModelException.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * What the refusal of a server means for the next try, by its status and what it calls it: Volcengine Ark's error codes,
 * OpenAI's, and those of Ollama, which has words alone. Pure.
 */
final class RetryTable {
    private static final int BAD_REQUEST = 400;
    private static final int PAYMENT = 402;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVERS_FAULT = 500;
    private static final int OVERLOADED = 503;
    private static final Set<Integer> NEVER = Set.of(401, PAYMENT, 403, 404);

    private RetryTable() {
    }

    /**
     * What it means.
     *
     * @param status of the answer; 200 for a complaint in the middle of one
     * @param code what it is called, and the words
     */
    static Kind kind(int status, String code) {
        String name = code.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "");
        boolean used = name.contains("quotaexceeded") || name.contains("insufficientquota")
                || name.contains("accountoverdue") || name.contains("insufficientbalance");
        if (used || NEVER.contains(status) || status >= 300 && status < BAD_REQUEST) {
            return Kind.DENIED;
        }
        if (status == TOO_MANY || status == OVERLOADED || name.contains("ratelimitexceeded")
                || name.contains("serveroverloaded") || name.contains("serverbusy")) {
            return Kind.BUSY;
        }
        if (status >= BAD_REQUEST && status < SERVERS_FAULT && status != TIMEOUT) {
            return Kind.REFUSED;
        }
        boolean unknown = status < BAD_REQUEST && name.contains("notfound");
        return unknown ? Kind.DENIED : Kind.FAILED;
    }

    /** Whether the same may be asked again, after a while. */
    static boolean again(Kind kind) {
        return kind == Kind.BUSY || kind == Kind.FAILED;
    }
}
