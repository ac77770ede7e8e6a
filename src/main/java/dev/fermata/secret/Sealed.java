package dev.fermata.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file of a store says: which key it is encrypted with, and what it has. A line each, so that a person sees
 * what there is. Immutable.
 *
 * @param keeper the {@link KeyKeeper#word} of what keeps the key
 * @param keyId the key's {@link Sealing#fingerprint}
 * @param entries what {@link Sealing#seal} has made of each, by name
 */
record Sealed(String keeper, String keyId, SortedMap<String, String> entries) {
    private static final String FORMAT = "fermata secrets ";
    private static final String VERSION = "1";
    private static final Pattern KEY = Pattern.compile("key ([a-z]{1,20}) ([0-9a-f]{16})");
    private static final Pattern ENTRY = Pattern.compile("(\\S+) ([A-Za-z0-9+/=]+)");

    /** @throws SecretException for anything but what {@link #text} writes; the message does not name the file */
    static Sealed of(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.get(0).startsWith(FORMAT)) {
            throw new SecretException("is no store of secrets, or is damaged");
        }
        if (!lines.get(0).equals(FORMAT + VERSION)) {
            throw new SecretException("was made by another version of Fermata, which keeps secrets in another way");
        }
        Matcher key = KEY.matcher(lines.get(1));
        if (!key.matches()) {
            throw new SecretException("is damaged: its line 2 does not say which key it has");
        }
        SortedMap<String, String> entries = new TreeMap<>();
        for (int i = 2; i < lines.size(); i++) {
            Matcher entry = ENTRY.matcher(lines.get(i));
            if (!entry.matches() || !SecretReference.isName(entry.group(1))
                    || entries.put(entry.group(1), entry.group(2)) != null) {
                throw new SecretException("is damaged: its line " + (i + 1) + " has no secret, or one again");
            }
        }
        return new Sealed(key.group(1), key.group(2), entries);
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of(FORMAT + VERSION, "key " + keeper + " " + keyId));
        entries.forEach((name, sealed) -> lines.add(name + " " + sealed));
        return String.join("\n", lines) + "\n";
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The same with one more, or another. */
    Sealed with(String name, String sealed) {
        SortedMap<String, String> all = new TreeMap<>(entries);
        all.putAll(Map.of(name, sealed));
        return new Sealed(keeper, keyId, all);
    }

    /** The same without one. */
    Sealed without(String name) {
        SortedMap<String, String> rest = new TreeMap<>(entries);
        rest.remove(name);
        return new Sealed(keeper, keyId, rest);
    }
}
