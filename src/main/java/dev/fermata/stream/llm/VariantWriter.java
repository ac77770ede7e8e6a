package dev.fermata.stream.llm;

import dev.fermata.config.stream.AnswerField;
import dev.fermata.model.VariantSyntax;
import dev.fermata.model.Variants;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/**
 * Has a language model write variants of texts, such as {@code {hello|welcome} to the stream}. What it writes is taken if
 * it can be read, is another text, and has the fields of the plain one whichever way it is said; else it is asked once
 * more. Waits for the model on the calling thread.
 */
public final class VariantWriter {
    private static final String INSTRUCTIONS = """
            You write variants of what a streamer says, so that it is not said in the same words each time.
            You are given one paragraph. Write it again with alternatives in braces, such as {hello|welcome|good evening}:
            two or more such places, with two or three alternatives each. Whichever are chosen, the sentences have to be
            right, natural, and mean the same as the paragraph. Keep its language.
            Names, numbers and whatever stands between percent signs, such as %user%, stay as they are, outside of braces.
            Braces, | and \\ are for alternatives only; where they are to be said, write \\{ \\} \\| \\\\.
            Answer with the paragraph alone: no title, no quotes around it, no explanation, no empty lines.
            For example, "Welcome to my stream. Ask me anything." becomes
            {Welcome to|Nice to see you on} my stream. {Ask me anything|If you have a question, ask it}.
            """.strip();
    /** Of a text with more ways to choose than these the first ones are looked at. */
    private static final int MOST_LOOKED_AT = 500;

    private final LanguageModel model;

    public VariantWriter(LanguageModel model) {
        this.model = model;
    }

    /**
     * What came of one text.
     *
     * @param variants of it; empty where there are none that can be used
     * @param why why there are none; empty where there are
     */
    public record Outcome(Optional<Variants> variants, String why) {
    }

    /**
     * Has one text written with variants.
     *
     * @throws ModelException when the model does not answer
     */
    public Outcome write(Variants plain) throws ModelException, InterruptedException {
        String question = plain.toString();
        Answer first = ask(new Prompt(INSTRUCTIONS, List.of(), question));
        Outcome outcome = read(plain, first);
        if (outcome.variants().isPresent()) {
            return outcome;
        }
        return read(plain, ask(new Prompt(INSTRUCTIONS, List.of(new Prompt.Turn(question, first.text())),
                "That cannot be used: " + outcome.why() + ". Write the same paragraph once more, rightly.")));
    }

    private record Answer(String text, boolean whole) {
    }

    private Answer ask(Prompt prompt) throws ModelException, InterruptedException {
        StringBuilder text = new StringBuilder();
        boolean whole = model.write(prompt, text::append).whole();
        return new Answer(text.toString(), whole);
    }

    private static Outcome read(Variants plain, Answer answer) {
        String text = answer.text().strip().replaceAll("\\s+", " ");
        if (text.isEmpty() || !answer.whole()) {
            return new Outcome(Optional.empty(), text.isEmpty() ? "nothing was written" : "it was not written to its end");
        }
        VariantSyntax.Parsed parsed = VariantSyntax.parse(text);
        if (parsed.variants().isEmpty()) {
            return new Outcome(Optional.empty(), parsed.problem().map(each -> each.problem() + ", expected: "
                    + each.expected()).orElse("it cannot be read"));
        }
        Variants variants = parsed.variants().get();
        // A line that begins so is a comment of the file that it is for.
        String why = variants.toString().startsWith("#") ? "it begins with #"
                : variants.count() <= plain.count() ? "there is nothing more to choose in it than before"
                : fields(plain, variants);
        return why.isEmpty() ? new Outcome(Optional.of(variants), "") : new Outcome(Optional.empty(), why);
    }

    private static String fields(Variants plain, Variants variants) {
        Set<String> wanted = fields(plain.all(1).get(0));
        return variants.all(MOST_LOOKED_AT).stream().filter(each -> !fields(each).equals(wanted)).findFirst()
                .map(each -> wanted.isEmpty() ? "there are fields in it that the paragraph does not have: \"" + each + "\""
                        : "whatever is chosen, it has to have " + String.join(", ", wanted) + " and no other field: \""
                                + each + "\"").orElse("");
    }

    private static Set<String> fields(String text) {
        return AnswerField.WRITTEN.matcher(text).results().map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
