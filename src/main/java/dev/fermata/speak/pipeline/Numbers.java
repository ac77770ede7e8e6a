package dev.fermata.speak.pipeline;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes numbers and symbols as they are read in English, German and Chinese, where voices get them wrong: what belongs
 * to a number (50 %, 3:2, $5, 20 °C, 5 km/h, 1,000, -5), addresses, and signs between words. Plain numbers stay digits,
 * for every voice reads those. Texts of other languages stay as they are.
 */
final class Numbers implements Step<List<String>> {
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    @Override
    public List<String> apply(List<String> value, Said said) {
        return said.language() == Language.OTHER ? value
                : value.stream().map(each -> read(each, ReadOut.in(said.language()))).toList();
    }

    private static String read(String text, ReadOut words) {
        String read = text;
        for (ReadOut.Rule rule : words.rules()) {
            read = replaced(read, rule.pattern(), rule.reading());
        }
        return SPACES.matcher(read).replaceAll(" ").strip();
    }

    private static String replaced(String text, Pattern pattern, Function<MatchResult, String> reading) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(reading.apply(match)));
    }
}
