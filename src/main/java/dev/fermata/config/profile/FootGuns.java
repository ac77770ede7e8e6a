package dev.fermata.config.profile;

import dev.fermata.config.Problems;
import dev.fermata.config.Span;
import dev.fermata.model.Action;
import dev.fermata.model.Durations;
import dev.fermata.model.Key;
import dev.fermata.model.Lane;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Warns of what can be played and is hardly wanted. Only of profiles without errors. Confined to one thread. */
final class FootGuns {
    private final Problems problems;
    private final Profile.Dispatch dispatch;

    FootGuns(Problems problems, Profile.Dispatch dispatch) {
        this.problems = problems;
        this.dispatch = dispatch;
    }

    /**
     * What is played: an enabled skill, or a step of the rotation.
     *
     * @param title as messages call it
     * @param every how often; for the steps of a rotation and for what is kept down empty
     * @param keptDown whether it is kept down rather than played
     * @param at where its keys are written
     */
    record Played(String title, Action action, Optional<Duration> every, Lane lane, boolean keptDown, Span at) {
    }

    /**
     * Adds the warnings.
     *
     * @param priorityKeys with where each is written
     * @param chatKeys the same of those that open or close the chat
     * @param header where the priority keys would be
     */
    void warn(List<Played> all, Collection<HotkeyReader.Found> hotkeys, Map<Key, Span> priorityKeys,
            Map<Key, Span> chatKeys, Span header) {
        if (priorityKeys.isEmpty()) {
            problems.warning(header, "nothing silences this profile but its hotkeys: it has no priority keys",
                    "the keys with which you take over, such as special = [\"space\", \"mouse_right\"] in [priority]");
        }
        Map<Key, Played> kept = new EnumMap<>(Key.class);
        all.stream().filter(Played::keptDown).forEach(each ->
                each.action().keys().forEach(key -> kept.putIfAbsent(key, each)));
        for (Played each : all) {
            for (Key key : new LinkedHashSet<>(each.action().keys())) {
                ofKey(each, key, hotkeys, priorityKeys, Optional.ofNullable(kept.get(key)));
                Optional.ofNullable(chatKeys.get(key)).ifPresent(at -> problems.warning(each.at(), "this sends '" + key
                        + "', a key of the chat (" + problems.where(at) + ")",
                        "another key here: what follows may be written in the chat"));
            }
        }
        work(all.stream().filter(each -> each.every().isPresent()).toList());
    }

    private void ofKey(Played played, Key key, Collection<HotkeyReader.Found> hotkeys, Map<Key, Span> priorityKeys,
            Optional<Played> kept) {
        hotkeys.stream().filter(hotkey -> hotkey.hotkey().key() == key).forEach(hotkey ->
                problems.warning(played.at(), "this sends '" + key + "', the key of " + hotkey.title(),
                        "another key here, or another one for " + hotkey.name() + " in [hotkeys]"));
        Optional.ofNullable(priorityKeys.get(key)).ifPresent(span ->
                problems.warning(played.at(), "this sends '" + key + "', a priority key (" + problems.where(span) + ")",
                        "another key here, or another priority key: nobody can tell whose '" + key + "' the game got"));
        kept.filter(other -> !played.keptDown()).ifPresent(other ->
                problems.warning(played.at(), "this taps '" + key + "', which " + other.title() + " keeps down ("
                        + problems.where(other.at()) + ")", "another key here, or only one of the two"));
    }

    /** Keys go out one at a time, and one lane plays one action at a time with its delays. */
    private void work(List<Played> timed) {
        if (!warnOfTime(timed, this::keyTime, "")) {
            for (Lane lane : Lane.values()) {
                warnOfTime(timed.stream().filter(each -> each.lane() == lane).toList(), this::length,
                        " in the lane " + lane.id());
            }
        }
    }

    private boolean warnOfTime(List<Played> timed, Function<Played, Duration> length, String where) {
        double share = 0;
        Optional<Played> longest = Optional.empty();
        double most = 0;
        for (Played each : timed) {
            double own = (double) length.apply(each).toNanos() / each.every().orElseThrow().toNanos();
            share += own;
            if (own > most) {
                most = own;
                longest = Optional.of(each);
            }
        }
        // One that is too long by itself is told already.
        if (share <= 1 || most > 1 || longest.isEmpty()) {
            return false;
        }
        problems.warning(longest.get().at(), "there is more to play than time: " + timed.size() + " skills" + where
                + " need " + BigDecimal.valueOf(share).setScale(2, RoundingMode.CEILING) + "s of each second",
                "longer intervals or fewer skills; a tap takes key_press (" + Durations.format(dispatch.keyPress())
                        + ") and min_gap (" + Durations.format(dispatch.minGap()) + ") of [dispatch]");
        return true;
    }

    private Duration keyTime(Played played) {
        return length(played.action(), dispatch, false);
    }

    private Duration length(Played played) {
        return length(played.action(), dispatch, true);
    }

    /** How long an action plays at least. */
    static Duration length(Action action, Profile.Dispatch dispatch, boolean withDelays) {
        if (action instanceof Action.Sequence sequence) {
            return sequence.actions().stream().map(each -> length(each, dispatch, withDelays))
                    .reduce(Duration.ZERO, Duration::plus);
        }
        if (action instanceof Action.Delay delay) {
            return withDelays ? delay.length() : Duration.ZERO;
        }
        if (action instanceof Action.Take take) {
            // Nobody else presses meanwhile.
            return take.take().length();
        }
        return action instanceof Action.Tap ? dispatch.keyPress().plus(dispatch.minGap()) : Duration.ZERO;
    }
}
