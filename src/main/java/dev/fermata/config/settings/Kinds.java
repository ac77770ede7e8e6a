package dev.fermata.config.settings;

import dev.fermata.model.Durations;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds of values that settings have. */
final class Kinds {
    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_TOKEN = 200;

    private Kinds() {
    }

    /** {@code true} or {@code false}. */
    static Kind<Boolean> flag() {
        return new Kind<>("true or false") {
            @Override
            Optional<Boolean> ofText(String text) {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                };
            }

            @Override
            Optional<Boolean> ofField(Object value) {
                return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
            }

            @Override
            List<String> words() {
                return List.of("true", "false");
            }

            @Override
            Object json(Boolean value) {
                return value;
            }
        };
    }

    /** A whole number within limits. */
    static Kind<Long> whole(long least, long most) {
        return new Kind<>("a whole number from " + least + " to " + most) {
            @Override
            Optional<Long> ofText(String text) {
                try {
                    return ofField(Long.valueOf(text));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }

            @Override
            Optional<Long> ofField(Object value) {
                return value instanceof Long number && number >= least && number <= most
                        ? Optional.of(number) : Optional.empty();
            }

            @Override
            Object json(Long value) {
                return value;
            }
        };
    }

    /** A number, with decimals if wanted, within limits. */
    static Kind<Double> number(String least, String most) {
        double lowest = Double.parseDouble(least);
        double highest = Double.parseDouble(most);
        return new Kind<>("a number from " + least + " to " + most) {
            @Override
            Optional<Double> ofText(String text) {
                try {
                    return ofField(new BigDecimal(text).doubleValue());
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }

            @Override
            Optional<Double> ofField(Object value) {
                if (value instanceof Long || value instanceof Double) {
                    double number = ((Number) value).doubleValue();
                    return number >= lowest && number <= highest ? Optional.of(number) : Optional.empty();
                }
                return Optional.empty();
            }

            @Override
            String show(Double value) {
                return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
            }

            @Override
            Object json(Double value) {
                return new BigDecimal(show(value));
            }
        };
    }

    /** A duration within limits, {@code 30s}; in the seed-style file a number of seconds. */
    static Kind<Duration> duration(String shortest, String longest, String example) {
        Duration least = Durations.parse(shortest).orElseThrow();
        Duration most = Durations.parse(longest).orElseThrow();
        String limits = " from " + shortest + " to " + longest;
        return new Kind<>("a duration" + limits + ", such as " + example) {
            @Override
            String expectedInSeedFile() {
                return "seconds from " + seconds(least) + " to " + seconds(most) + ", a number without a unit";
            }

            @Override
            Optional<Duration> ofText(String text) {
                return Durations.parse(text).filter(this::isInside);
            }

            @Override
            Optional<Duration> ofField(Object value) {
                return value instanceof String text ? ofText(text) : Optional.empty();
            }

            @Override
            Optional<Duration> ofSeedField(Object value) {
                if (value instanceof Long || value instanceof Double) {
                    double seconds = ((Number) value).doubleValue();
                    return Optional.of(Duration.ofNanos((long) (seconds * 1e9))).filter(this::isInside);
                }
                return Optional.empty();
            }

            @Override
            List<String> meant(String written) {
                return Durations.withUnits(written, "ms", "s").stream()
                        .filter(each -> ofText(each).isPresent()).toList();
            }

            private boolean isInside(Duration duration) {
                return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
            }

            @Override
            String show(Duration value) {
                return Durations.format(value);
            }
        };
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /**
     * One of the words of an enum, in small or capital letters.
     *
     * @param others further words for some of them, in lower case
     */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type, Map<String, E> others) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
        int last = words.size() - 1;
        return new Kind<>(String.join(", ", words.subList(0, last)) + " or " + words.get(last)) {
            @Override
            Optional<E> ofText(String text) {
                String word = text.toLowerCase(Locale.ROOT);
                int index = words.indexOf(word);
                return index < 0 ? Optional.ofNullable(others.get(word)) : Optional.of(type.getEnumConstants()[index]);
            }

            @Override
            Optional<E> ofField(Object value) {
                return value instanceof String text ? ofText(text.strip()) : Optional.empty();
            }

            @Override
            List<String> words() {
                return words;
            }

            @Override
            String show(E value) {
                return value.name().toLowerCase(Locale.ROOT);
            }
        };
    }

    /** An address of this machine, in numbers: a name would have to be looked up in the network. */
    static Kind<InetAddress> address() {
        return new Kind<>("localhost or an address in numbers, such as 127.0.0.1, 0.0.0.0 or ::1") {
            @Override
            Optional<InetAddress> ofText(String text) {
                boolean ipv4 = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
                boolean ipv6 = text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
                if (!ipv4 && !ipv6 && !text.equals("localhost")) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(InetAddress.getByName(text.equals("localhost") ? "127.0.0.1" : text));
                } catch (UnknownHostException e) {
                    return Optional.empty();
                }
            }

            @Override
            Optional<InetAddress> ofField(Object value) {
                return value instanceof String text ? ofText(text.strip()) : Optional.empty();
            }

            @Override
            String show(InetAddress value) {
                return value.getHostAddress();
            }
        };
    }

    /** A password for clients, of the characters that a bearer token has; never shown. */
    static Kind<String> token() {
        return new Kind<>(SHORTEST_TOKEN + " to " + LONGEST_TOKEN
                + " letters, digits and . _ ~ + / = -, such as 'openssl rand -hex 16' prints") {
            @Override
            Optional<String> ofText(String text) {
                boolean fits = text.length() >= SHORTEST_TOKEN && text.length() <= LONGEST_TOKEN
                        && text.matches("[A-Za-z0-9._~+/=-]+");
                return fits ? Optional.of(text) : Optional.empty();
            }

            @Override
            Optional<String> ofField(Object value) {
                return value instanceof String text ? ofText(text) : Optional.empty();
            }

            @Override
            boolean secret() {
                return true;
            }

            @Override
            String show(String value) {
                return "set";
            }
        };
    }
}
