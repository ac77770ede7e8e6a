package dev.fermata.cli;

import dev.fermata.app.doctor.Finding;
import dev.fermata.app.doctor.Verdict;
import dev.fermata.config.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the doctor found, for people and for programs. */
final class DoctorText {
    /** The longest line. */
    private static final int WIDTH = 100;
    private static final String COLUMNS = "%-9s %-15s %s";
    private static final String MARGIN = " ".repeat(26);
    private static final String ADVICE = "-> ";

    private DoctorText() {
    }

    /** One or more lines for each finding, the advice on lines of its own, and a summary. */
    static String of(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            wrap(text, String.format(COLUMNS, finding.verdict().word(), finding.subject(), finding.detail()), MARGIN);
            if (!finding.advice().isEmpty()) {
                wrap(text, MARGIN + ADVICE + finding.advice(), MARGIN + " ".repeat(ADVICE.length()));
            }
        }
        return text.append(String.format("%n%s%n", summary(findings))).toString();
    }

    /** {@code {"verdict": ..., "checks": {"hook": {"verdict": ..., "detail": ..., "median_ms": ...}}}}. */
    static String json(List<Finding> findings) {
        Map<String, Object> checks = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("verdict", finding.verdict().word());
            fields.put("detail", finding.detail());
            fields.put("advice", finding.advice().isEmpty() ? null : finding.advice());
            fields.putAll(finding.figures());
            checks.put(finding.subject().replace(' ', '_'), fields);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("verdict", Finding.worst(findings).word());
        all.put("checks", checks);
        return Json.write(all);
    }

    private static String summary(List<Finding> findings) {
        long degraded = count(findings, Verdict.DEGRADED);
        long broken = count(findings, Verdict.BROKEN);
        if (broken > 0) {
            return broken + " broken" + (degraded > 0 ? ", " + degraded + " degraded" : "")
                    + ": Fermata cannot work here until that is mended";
        }
        return degraded > 0 ? degraded + " degraded: Fermata works, with less than it could do"
                : "everything is fine";
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** Breaks between words; a word that is too long has a line of its own. */
    private static void wrap(StringBuilder text, String line, String margin) {
        String rest = line;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= margin.length()) {
                cut = rest.indexOf(' ', WIDTH);
            }
            if (cut < 0) {
                break;
            }
            text.append(rest, 0, cut).append(System.lineSeparator());
            rest = margin + rest.substring(cut + 1);
        }
        text.append(rest).append(System.lineSeparator());
    }
}
