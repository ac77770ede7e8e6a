package dev.fermata.config.settings;

import dev.fermata.config.Node;
import dev.fermata.config.Reading;
import dev.fermata.config.Type;
import dev.fermata.config.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from, as browsers write it in the header {@code Origin}: small letters, no default port, no path.
 * Neither {@code *} nor {@code null}: either stands for pages of anybody, {@code null} for those in a sandboxed frame
 * and those opened from a file.
 */
final class OriginType extends Type<String> {
    private static final String HOST = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]";
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(" + HOST + ")(?::([1-9]\\d{0,4}))?");
    /** What people copy from the address bar instead. */
    private static final Pattern ADDRESS = Pattern.compile("(?:(https?)://)?([^/?#@\\s]+?)(?::0*(\\d+))?(?:[/?#].*)?");
    private static final int HIGHEST_PORT = 65_535;
    private static final Map<String, String> DEFAULT_PORTS = Map.of("http", "80", "https", "443");

    private final Type<String> text = Types.text(expected(), OriginType::isOne);

    OriginType() {
        super("text", "an origin such as http://localhost:5500", "an origin such as http://localhost:5500");
    }

    @Override
    public Reading<String> read(Node node, String name) {
        return text.read(node, name);
    }

    @Override
    public List<String> meant(String written) {
        Matcher address = ADDRESS.matcher(written.strip().toLowerCase(Locale.ROOT));
        if (!address.matches()) {
            return List.of();
        }
        boolean bare = address.group(1) == null;
        // Without a scheme it is an address only if it has a port: anything else may be any word.
        if (bare && address.group(3) == null) {
            return List.of();
        }
        String scheme = bare ? "http" : address.group(1);
        String port = address.group(3);
        String origin = scheme + "://" + address.group(2)
                + (port == null || port.equals(DEFAULT_PORTS.get(scheme)) ? "" : ":" + port);
        return isOne(origin) && !origin.equals(written) ? List.of(origin) : List.of();
    }

    private static boolean isOne(String written) {
        Matcher origin = ORIGIN.matcher(written);
        if (!origin.matches()) {
            return false;
        }
        String port = origin.group(3);
        return port == null
                || Integer.parseInt(port) <= HIGHEST_PORT && !port.equals(DEFAULT_PORTS.get(origin.group(1)));
    }
}
