package dev.fermata.stream.llm;

import dev.fermata.net.HttpParts;
import dev.fermata.stream.llm.ModelException.Kind;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One answer while it is written: bytes come in, texts without thoughts go out, within limits of time. One thread. */
final class Writing implements HttpParts {
    private final Clock clock;
    private final Duration first;
    private final Duration idle;
    private final Reading reading;
    private final Predicate<String> part;
    private final long begun;
    private final Lines lines = new Lines();
    private final Thoughts thoughts = new Thoughts();
    private Optional<ModelException> failure = Optional.empty();
    /** All of the text, in tokens as far as it can be reckoned. */
    private long tokens;
    private boolean hasText;
    private boolean enough;

    Writing(Clock clock, Duration first, Duration idle, Reading reading, Predicate<String> part) {
        this.clock = clock;
        this.first = first;
        this.idle = idle;
        this.reading = reading;
        this.part = part;
        begun = clock.nanos();
    }

    /** Whether any of the text has come. */
    boolean hasText() {
        return hasText;
    }

    @Override
    public boolean take(byte[] bytes) {
        if (!lines.take(bytes, this::line)) {
            failure = Optional.of(new ModelException(Kind.FAILED, "it wrote a line of more than " + Lines.LONGEST
                    + " bytes"));
        }
        // Signs of life, and thoughts, are no text.
        if (isWanted() && !hasText && left() <= 0) {
            failure = Optional.of(nothing(first));
        }
        return isWanted();
    }

    private boolean isWanted() {
        return failure.isEmpty() && !enough && !reading.isOver();
    }

    private boolean line(String line) {
        try {
            reading.line(line);
        } catch (ModelException e) {
            failure = Optional.of(e);
        }
        write(thoughts.take(reading.takeText()));
        return isWanted();
    }

    private void write(String text) {
        if (text.isEmpty() || enough) {
            return;
        }
        tokens += Tokens.of(text);
        hasText |= !text.isBlank();
        enough = !part.test(text);
    }

    private long left() {
        return first.toNanos() - (clock.nanos() - begun);
    }

    @Override
    public Duration patience() {
        return hasText ? idle : Duration.ofNanos(Math.max(0, left()));
    }

    private boolean hasThought() {
        return reading.hasThought() || thoughts.any();
    }

    /** It has written nothing for so long. */
    ModelException nothing(Duration within) {
        return new ModelException(Kind.SLOW, (hasThought() ? "it did nothing but think" : "nothing was"
                + " written") + " within " + within.toMillis() + " ms");
    }

    /** Nothing more comes. @throws ModelException when that is not a whole answer, or none */
    LanguageModel.Written end(Prompt prompt) throws ModelException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (isWanted()) {
            reading.end(lines.rest());
            write(thoughts.take(reading.takeText()));
        }
        if (!enough) {
            write(thoughts.end());
        }
        if (!enough && !reading.isOver()) {
            throw new ModelException(Kind.FAILED, "the answer ended before it was whole");
        }
        if (!hasText) {
            throw new ModelException(Kind.FAILED, hasThought() ? "it wrote nothing but thoughts"
                    : "it wrote nothing");
        }
        return new LanguageModel.Written(reading.promptTokens() < 0 ? Tokens.of(prompt) : reading.promptTokens(),
                reading.tokens() < 0 ? tokens : reading.tokens(), !enough && !reading.isCutOff());
    }
}
