package dev.fermata.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How important it is that something is spoken: the lower the number, the sooner. Some numbers have names; those
 * between them may be used as well. The numbers are those of the original system.
 */
public record SpeechPriority(int number) implements Comparable<SpeechPriority> {
    /** Room for what a reckoned priority may come to, beyond the names. */
    public static final int LOWEST_NUMBER = -20;
    /** The number of what can wait longest. */
    public static final int HIGHEST_NUMBER = 20;
    public static final SpeechPriority GIFT_LARGE = new SpeechPriority(-5);
    public static final SpeechPriority VIP = new SpeechPriority(-2);
    public static final SpeechPriority GIFT = new SpeechPriority(-1);
    public static final SpeechPriority IMPORTANT = new SpeechPriority(0);
    public static final SpeechPriority NORMAL = new SpeechPriority(5);
    public static final SpeechPriority SCRIPT = new SpeechPriority(10);

    /** What people are told that a priority is. */
    public static final String EXPECTED = "system, gift_large, vip, gift, important, normal, script, background,"
            + " or a whole number from " + LOWEST_NUMBER + " to " + HIGHEST_NUMBER;

    private static final Map<String, Integer> NAMES = names();
    /** What the original system calls some of them. */
    private static final Map<String, String> OTHER_NAMES = Map.of("emergency", "system", "user_vip", "vip",
            "gift_normal", "gift", "comment_important", "important");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,2}");

    public SpeechPriority {
        if (number < LOWEST_NUMBER || number > HIGHEST_NUMBER) {
            throw new IllegalArgumentException("no priority: " + number);
        }
    }

    /** Reads a name, in any case, or a number. Empty when it is neither. */
    public static Optional<SpeechPriority> of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Integer named = NAMES.get(OTHER_NAMES.getOrDefault(word, word));
        if (named != null) {
            return Optional.of(new SpeechPriority(named));
        }
        if (!NUMBER.matcher(word).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(word);
        return number < LOWEST_NUMBER || number > HIGHEST_NUMBER ? Optional.empty()
                : Optional.of(new SpeechPriority(number));
    }

    /** The names, the most important first. */
    public static List<String> ids() {
        return List.copyOf(NAMES.keySet());
    }

    /** How much better this is than the other; negative when it is worse. */
    public int betterBy(SpeechPriority other) {
        return other.number - number;
    }

    /** The better one first. */
    @Override
    public int compareTo(SpeechPriority other) {
        return Integer.compare(number, other.number);
    }

    /** The name, or the number where there is none. */
    public String id() {
        return NAMES.entrySet().stream().filter(each -> each.getValue() == number).map(Map.Entry::getKey).findFirst()
                .orElse(Integer.toString(number));
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new LinkedHashMap<>();
        names.put("system", -10);
        names.put("gift_large", -5);
        names.put("vip", -2);
        names.put("gift", -1);
        names.put("important", 0);
        names.put("normal", 5);
        names.put("script", 10);
        names.put("background", 20);
        return names;
    }
}
