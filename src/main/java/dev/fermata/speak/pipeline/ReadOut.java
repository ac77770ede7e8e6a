package dev.fermata.speak.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How a language reads numbers and symbols: rules, each applied to what the one before has left. Immutable.
 *
 * @param rules in their order
 */
record ReadOut(List<Rule> rules) {
    /** What it finds and how that is read. */
    record Rule(Pattern pattern, Function<MatchResult, String> reading) {
    }

    private static final String SITE = "((?:[\\p{L}\\d-]+\\.)+[a-z]{2,})";
    private static final String URL = "(?i)(?<![\\p{L}\\d@])(?:https?://(?:www\\.)?|www\\.)" + SITE
            + "(?::\\d+)?(?:[/?#][^\\s，。！？]*[^\\s，。！？.,!?)])?/?";
    private static final String MAIL = "(?i)(?<![\\p{L}\\d])([\\p{L}\\d._+-]+)@" + SITE;
    private static final String RATIO = "(?<![\\d:.,])(\\d{1,3})\\s?[:：]\\s?(\\d{1,3})(?![\\d:])";
    private static final String MINUS = "(?<![\\p{L}\\d.,)])[-−–](?=\\d)";
    private static final String PLUS = "(?<![\\p{L}\\d.,)])\\+(?=\\d)";
    private static final String DIGITS = "零一二三四五六七八九";

    private static final ReadOut ENGLISH = english();
    private static final ReadOut GERMAN = german();
    private static final ReadOut CHINESE = chinese();

    /** That of a language. @throws IllegalArgumentException of one that is not known */
    static ReadOut in(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case GERMAN -> GERMAN;
            case CHINESE -> CHINESE;
            case OTHER -> throw new IllegalArgumentException("nothing is known of it");
        };
    }

    private static ReadOut english() {
        Rules rules = new Rules();
        rules.addresses(" dot ", " at ");
        rules.add("(?<![\\d.,])\\d{1,3}(?:,\\d{3})+(?![\\d,])", match -> match.group().replace(",", ""));
        money(rules, Map.of("$", "dollar", "€", "euro", "£", "pound"));
        rules.add("(?<=\\d) ?%", match -> " percent");
        rules.add(RATIO, match -> isTime(match) ? match.group() : match.group(1) + " to " + match.group(2));
        rules.add("(?<=\\d) ?°C\\b", match -> " degrees Celsius");
        rules.add("(?<=\\d) ?°F\\b", match -> " degrees Fahrenheit");
        rules.add("(?<=\\d) ?°", match -> " degrees");
        rules.units(Map.of("km/h", "kilometers per hour", "m/s", "meters per second", "km", "kilometers", "kg",
                "kilograms", "ms", "milliseconds", "GB", "gigabytes", "MB", "megabytes"));
        rules.add(MINUS, match -> "minus ");
        rules.add(PLUS, match -> "plus ");
        rules.signs(signs(" times ", " equals ", " less than ", " greater than ", " and ", " at ", "number "));
        return rules.whole();
    }

    private static void money(Rules rules, Map<String, String> names) {
        Function<MatchResult, String> reading = match -> {
            String sign = match.group(1) == null ? match.group(5) : match.group(1);
            String whole = match.group(1) == null ? match.group(3) : match.group(2).split("\\.", 2)[0];
            String rest = match.group(1) == null ? match.group(4) : after(match.group(2));
            return whole + " " + names.get(sign) + (whole.equals("1") ? "" : "s")
                    + (rest == null || rest.isEmpty() ? "" : " " + (rest.equals("00") ? "" : Integer.parseInt(rest)));
        };
        rules.add("([$€£]) ?(\\d+(?:\\.\\d{2})?)(?![\\d.]\\d)|(?<![\\d.])(\\d+)(?:\\.(\\d{2}))? ?([$€£])", reading);
    }

    private static String after(String number) {
        int point = number.indexOf('.');
        return point < 0 ? "" : number.substring(point + 1);
    }

    private static ReadOut german() {
        Rules rules = new Rules();
        rules.addresses(" Punkt ", " ät ");
        rules.add("(?<![\\d.,])\\d{1,3}(?:\\.\\d{3})+(?![\\d.]\\d)", match -> match.group().replace(".", ""));
        Map<String, String> names = Map.of("$", "Dollar", "€", "Euro", "£", "Pfund");
        rules.add("([$€£]) ?(\\d+)(?:,(\\d{2}))?(?!\\d)|(?<![\\d,])(\\d+)(?:,(\\d{2}))? ?([$€£])", match -> {
            boolean before = match.group(1) != null;
            String cents = match.group(before ? 3 : 5);
            return match.group(before ? 2 : 4) + " " + names.get(match.group(before ? 1 : 6))
                    + (cents == null || cents.equals("00") ? "" : " " + Integer.parseInt(cents));
        });
        rules.add("(?<=\\d) ?%", match -> " Prozent");
        rules.add(RATIO, match -> isTime(match)
                ? match.group(1) + " Uhr" + (match.group(2).equals("00") ? "" : " " + Integer.parseInt(match.group(2)))
                : match.group(1) + " zu " + match.group(2));
        rules.add("(?<=\\d) ?°C\\b", match -> " Grad Celsius");
        rules.add("(?<=\\d) ?°", match -> " Grad");
        rules.units(Map.of("km/h", "Kilometer pro Stunde", "m/s", "Meter pro Sekunde", "km", "Kilometer", "kg",
                "Kilogramm", "ms", "Millisekunden", "GB", "Gigabyte", "MB", "Megabyte"));
        rules.add(MINUS, match -> "minus ");
        rules.add(PLUS, match -> "plus ");
        rules.signs(signs(" mal ", " gleich ", " kleiner als ", " größer als ", " und ", " ät ", "Nummer "));
        return rules.whole();
    }

    private static ReadOut chinese() {
        Rules rules = new Rules();
        rules.addresses(" 点 ", " at ");
        rules.add("(?<![\\d.,])\\d{1,3}(?:,\\d{3})+(?![\\d,])", match -> match.group().replace(",", ""));
        rules.add("[¥￥] ?(\\d+(?:\\.\\d+)?)", match -> match.group(1) + "元");
        rules.add("\\$ ?(\\d+(?:\\.\\d+)?)", match -> match.group(1) + "美元");
        rules.add("€ ?(\\d+(?:\\.\\d+)?)", match -> match.group(1) + "欧元");
        rules.add(MINUS, match -> "负");
        rules.add(PLUS, match -> "加");
        rules.add("(负?\\d+(?:\\.\\d+)?) ?%", match -> "百分之" + match.group(1));
        rules.add(RATIO, match -> isTime(match)
                ? match.group(1) + "点" + (match.group(2).equals("00") ? "整" : Integer.parseInt(match.group(2)) + "分")
                : match.group(1) + "比" + match.group(2));
        rules.add("(?<![\\d.])(\\d+)\\.(\\d+)(?![\\d.]\\d)", match -> match.group(1) + "点" + digits(match.group(2)));
        rules.add("(?<=[\\d零一二三四五六七八九]) ?°C", match -> "摄氏度");
        rules.add("(?<=[\\d零一二三四五六七八九]) ?°", match -> "度");
        rules.units(Map.of("km/h", "公里每小时", "m/s", "米每秒", "km", "公里", "kg", "公斤", "ms", "毫秒"));
        rules.signs(signs("乘", "等于", "小于", "大于", "和", " at ", "第"));
        return rules.whole();
    }

    /** Behind the point Chinese reads each digit by itself, and a voice would read "14" as fourteen. */
    private static String digits(String number) {
        StringBuilder read = new StringBuilder();
        number.chars().forEach(each -> read.append(DIGITS.charAt(Character.digit(each, 10))));
        return read.toString();
    }

    /** 12:30 and 8:05, but not 3:2. */
    private static boolean isTime(MatchResult match) {
        return match.group(2).length() == 2 && match.group(1).length() <= 2
                && Integer.parseInt(match.group(1)) <= 24 && Integer.parseInt(match.group(2)) < 60;
    }

    private static Map<String, String> signs(String times, String equal, String less, String more, String and,
            String at, String number) {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put(" ?× ?|(?<=\\d) ?\\* ?(?=\\d)", times);
        signs.put("(?<=[\\p{L}\\d]) ?= ?(?=[\\p{L}\\d+-])", equal);
        signs.put("(?<=[\\p{L}\\d]) ?< ?(?=[\\p{L}\\d+-])", less);
        signs.put("(?<=[\\p{L}\\d]) ?> ?(?=[\\p{L}\\d+-])", more);
        signs.put(" ?& ?", and);
        signs.put("(?<= )@ ?(?=[\\p{L}\\d])", at.stripLeading());
        signs.put("#(?=\\d)", number);
        // Nobody reads those.
        signs.put("[|^~_<>=*#\\[\\]{}\\\\←↑→↓]", " ");
        return signs;
    }

    /** Those of a language while they are put together. */
    private static final class Rules {
        private final List<Rule> rules = new ArrayList<>();

        void add(String pattern, Function<MatchResult, String> reading) {
            rules.add(new Rule(Pattern.compile(pattern), reading));
        }

        /** Of an address the part that people know is read. */
        void addresses(String dot, String at) {
            add(URL, match -> match.group(1).replace(".", dot));
            add(MAIL, match -> match.group(1).replace(".", dot) + at + match.group(2).replace(".", dot));
        }

        void units(Map<String, String> names) {
            names.keySet().stream().sorted((a, b) -> b.length() - a.length()).forEach(unit ->
                    add("(?<=\\d) ?" + unit + "(?![\\p{L}\\d/])", match -> " " + names.get(unit)));
        }

        void signs(Map<String, String> readings) {
            readings.forEach((sign, reading) -> add(sign, match -> reading));
        }

        ReadOut whole() {
            return new ReadOut(List.copyOf(rules));
        }
    }
}
