package dev.fermata.control.http;

import dev.fermata.user.Owner;
import dev.fermata.user.RunToken;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Decides who may speak to the service at all. A page of another site reaches a loopback server in
 * two ways: it sends requests that carry its own {@code Origin}, or it makes its own name point to
 * 127.0.0.1 and is caught by its {@code Host} (DNS rebinding). Both are refused, and so is every
 * POST that a plain HTML form could send. A program of another user of this machine reaches it like any other; it
 * could type into windows that the system keeps from it, and is known by the owner of its socket. Thread-safe.
 */
final class Guard {
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+]");
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private final InetAddress bind;
    private final int port;
    private final Optional<byte[]> token;
    private final RunToken runToken;
    private final AtomicBoolean strangerTold = new AtomicBoolean();

    Guard(ServerSettings settings, int port) {
        this.bind = settings.bind();
        this.port = port;
        this.token = settings.token().map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.runToken = settings.runToken();
    }

    /**
     * On an address of this machine only: it comes from a program of the agent's own user, or from one of which
     * that cannot be told and which then has to show a token.
     */
    void checkCaller(Request request) throws Refusal {
        if (!bind.isLoopbackAddress()) {
            return;
        }
        if (request.caller() == Owner.SOMEBODY_ELSE) {
            if (strangerTold.compareAndSet(false, true)) {
                LoggerFactory.getLogger(Guard.class).warn("a program of another user of this machine asked for {}"
                        + " and was refused, as all of them will be; this is said once", request.path());
            }
            throw new Refusal(403, "other_user", "only programs of the user who runs the agent are served here",
                    "the same from a program of that user");
        }
        if (request.caller() == Owner.NOBODY) {
            throw new Refusal(403, "caller_unknown", "whose the program is that asks cannot be told: it has closed its"
                    + " connection", "a connection that stays open until the answer");
        }
    }

    /** The request is meant for us, not for a name that somebody made point here. */
    void checkHost(Request request) throws Refusal {
        // Only HTTP/1.0 may leave it out, and no browser speaks that.
        Optional<String> host = request.header("host");
        if (host.isPresent() && !isOurs(host.get())) {
            throw new Refusal(421, "foreign_host", "the header Host names another host", "Host: " + ourHost());
        }
    }

    /** No page of another site sent it. */
    void checkOrigin(Request request) throws Refusal {
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && !isOurOrigin(origin.get())) {
            throw foreignOrigin();
        }
        // Sent by browsers also where there is no Origin, e.g. for an image.
        String site = request.header("sec-fetch-site").orElse("none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            throw foreignOrigin();
        }
    }

    /** A page of ours sent it, and says so: for what writes files. {@link #checkOrigin} has seen that it is ours. */
    static void requireOrigin(Request request) throws Refusal {
        if (request.header("origin").isEmpty()) {
            throw new Refusal(403, "origin_needed", "this writes files, which only the agent's own page may ask for",
                    "the header Origin with the address of the page, as browsers send it");
        }
    }

    /**
     * A page of ours asks, as a browser tells: for what a page of another site may not even have loaded, such as a
     * picture. A header of our own, which no other site's page can send without being let, stands for it where the
     * browser tells nothing, as over an address of the network.
     */
    static void requirePage(Request request) throws Refusal {
        boolean isOurs = request.header("origin").isPresent() || request.header("fermata-page").isPresent()
                || request.header("sec-fetch-site").orElse("").equals("same-origin");
        if (!isOurs) {
            throw new Refusal(403, "origin_needed",
                    "this shows the screen, which only the agent's own page may ask for",
                    "the header Sec-Fetch-Site: same-origin, as browsers send it");
        }
    }

    /** It shows the token, if there is one. Takes the same time however much of a guess is right. */
    void checkToken(Request request) throws Refusal {
        boolean ofTheRun = token.isEmpty() && bind.isLoopbackAddress() && request.caller() == Owner.UNKNOWN;
        if (token.isEmpty() && !ofTheRun) {
            return;
        }
        String sent = request.header("authorization").orElse("");
        boolean bearer = sent.regionMatches(true, 0, "Bearer ", 0, 7);
        String shown = bearer ? sent.substring(7).strip() : "";
        if (ofTheRun && !runToken.matches(shown)) {
            throw new Refusal(401, "unauthorized", "this system does not tell whose programs are, so they have to show"
                    + " the token of this run", "Authorization: Bearer TOKEN, with the token in the agent's agent.json")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"fermata\"");
        }
        if (!ofTheRun && !MessageDigest.isEqual(token.get(), shown.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(401, "unauthorized", "the token is missing or wrong", "Authorization: Bearer TOKEN")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"fermata\"");
        }
    }

    /** It says that its body is plain JSON, which no form of another site can. */
    void checkContentType(Request request) throws Refusal {
        String encoding = request.header("content-encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(415, "encoded_body", "a compressed or otherwise encoded body is not read here",
                    "the JSON as it is, without Content-Encoding").withHeader("Accept-Encoding", "identity");
        }
        String type = request.header("content-type").orElse("");
        if (!JSON_TYPE.matcher(type).matches()) {
            throw new Refusal(415, "not_json", type.isEmpty() ? "the header Content-Type is missing"
                    : "this content type is not accepted", "Content-Type: application/json");
        }
    }

    private Refusal foreignOrigin() {
        return new Refusal(403, "foreign_origin", "the request comes from a page of another site",
                "Origin: http://" + ourHost() + ", or no such header");
    }

    private boolean isOurOrigin(String origin) {
        try {
            URI uri = new URI(origin);
            return "http".equals(uri.getScheme()) && uri.getRawAuthority() != null
                    && origin.equals("http://" + uri.getRawAuthority()) && isOurs(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isOurs(String authority) {
        String name = authority.toLowerCase(Locale.ROOT);
        if (name.endsWith(":" + port)) {
            name = name.substring(0, name.length() - Integer.toString(port).length() - 1);
        } else if (port != 80) {
            return false;
        }
        if (name.equals("localhost") || LOOPBACK_V4.matcher(name).matches()
                || name.startsWith("[") && isLoopback(name)) {
            return true;
        }
        if (bind.isLoopbackAddress()) {
            return false;
        }
        // An address, unlike a name, cannot be made to point elsewhere.
        return bind.isAnyLocalAddress() ? ADDRESS.matcher(name).matches() : isBind(name);
    }

    /** However it is written: Java writes all of its zeros. */
    private static boolean isLoopback(String name) {
        try {
            return ADDRESS.matcher(name).matches() && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean isBind(String name) {
        if (!name.startsWith("[")) {
            return name.equals(bind.getHostAddress());
        }
        try {
            return ADDRESS.matcher(name).matches() && InetAddress.getByName(name).equals(bind);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private String ourHost() {
        return (bind.isAnyLocalAddress() ? "127.0.0.1" : bracketed(bind)) + ":" + port;
    }

    private static String bracketed(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
