package dev.fermata.stream;

import static dev.fermata.stream.ViewerStage.chat;
import static dev.fermata.stream.ViewerStage.gift;
import static dev.fermata.stream.ViewerStage.likes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.Viewer;
import dev.fermata.model.ViewerRefusal;
import dev.fermata.model.ViewersStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What viewers have played, on a clock by hand. */
class ViewerPlayTest {
    private static final String ON = "[viewers]\non = true\n";
    private static final String JUMP = """
            [[viewer]]
            name = "Jump"
            on = "chat"
            words = ["jump", "hop"]
            keys = "1"
            """;

    private static ViewerStage stage(String profile) {
        return new ViewerStage(profile);
    }

    @Test
    void whatFitsIsPlayedOnceAndToldWhenItIsOver() {
        ViewerStage stage = stage(ON + JUMP);
        long number = stage.tell(chat("Ann", "please JUMP now"));
        assertEquals(List.of("viewer:Jump [1] low"), stage.asked);
        assertEquals(List.of(), stage.told(), "it is not over");
        assertEquals(1, stage.play.status().open());
        stage.played("Jump");
        assertEquals(List.of("played " + number + " Jump Ann"), stage.told());
        assertEquals(1, stage.play.status().played());
        assertEquals(0, stage.play.status().open());
        stage.tell(chat("Bob", "stop"));
        assertEquals(1, stage.asked.size());
        assertEquals(List.of(), stage.told(), "nobody asked for anything");
    }

    @Test
    void nothingIsPlayedUnlessTheProfileSaysSo() {
        ViewerStage stage = stage(JUMP);
        stage.tell(chat("Ann", "jump"));
        stage.load("[viewers]\non = false\n" + JUMP);
        stage.tell(chat("Ann", "jump"));
        stage.load(ON + JUMP + "enabled = false\n");
        stage.tell(chat("Ann", "jump"));
        assertEquals(List.of(), stage.asked);
        assertEquals(List.of(), stage.told());
        assertFalse(stage.play.status().mayPlay());
    }

    @Test
    void giftsAreKnownByWhatTheyAreCalledAndWorth() {
        ViewerStage stage = stage(ON + """
                [[viewer]]
                name = "Dance"
                on = "gift"
                gift = ["rose", "lion"]
                least = 10
                cooldown = "0ms"
                keys = "2"
                [[viewer]]
                name = "Shout"
                on = "like"
                least = 50
                cooldown = "0ms"
                take = "src/test/resources/scenarios/takes/viewers.take"
                lane = "normal"
                """);
        stage.tell(gift("Ann", "ROSE", 10));
        stage.tell(gift("Ann", "rose", 9));
        stage.tell(gift("Ann", "car", 900));
        stage.tell(likes("Ann", 49));
        stage.tell(likes("Ann", 50));
        assertEquals(2, stage.asked.size(), stage.asked::toString);
        assertTrue(stage.asked.get(0).startsWith("viewer:Dance") && stage.asked.get(1).startsWith("viewer:Shout")
                && stage.asked.get(1).endsWith("normal"), stage.asked::toString);
    }

    @Test
    void theFirstThatFitsIsItsAndSpecialOnesAreForThoseOnly() {
        ViewerStage stage = stage(ON + """
                [[viewer]]
                name = "Vip"
                on = "chat"
                special = true
                keys = "2"
                """ + JUMP);
        stage.tell(chat("Ann", "jump"));
        stage.tell(new StreamMessage("", StreamKind.CHAT, "f", new Viewer("m", "Mod", 0, true), "jump", "", 1, 0));
        stage.tell(new StreamMessage("", StreamKind.CHAT, "f", new Viewer("m", "Mod", 0, true), "jump", "", 1, 0));
        assertEquals(List.of("viewer:Jump [1] low", "viewer:Vip [2] low"), stage.asked);
        assertEquals(List.of("refused 3 Vip Mod: played just before"), stage.told(), "and not the next that fits");
    }

    @ParameterizedTest
    @EnumSource(StreamDrop.class)
    void whatIsIgnoredHasNothingPlayed(StreamDrop why) {
        ViewerStage stage = stage(ON + JUMP);
        stage.tell(chat("Ann", "jump"), Optional.of(why));
        assertEquals(List.of(), stage.asked);
        assertEquals(why == StreamDrop.STOPPED ? List.of("refused 1 Jump Ann: not running") : List.of(), stage.told());
    }

    @ParameterizedTest
    @EnumSource(value = ViewerRefusal.class, names = {"HELD", "NOT_RUNNING", "WAITING", "FULL"})
    void whatIsRefusedIsToldNotKeptAndUsesNothingUp(ViewerRefusal why) {
        ViewerStage stage = stage("[viewers]\non = true\nper_minute = 1\ntotal = 1\n" + JUMP + "cooldown = \"10s\"\n");
        stage.refuse(why);
        for (int i = 1; i <= 3; i++) {
            stage.tell(chat("Ann", "jump"));
            assertEquals(List.of("refused " + i + " Jump Ann: " + why.words()), stage.told());
        }
        assertEquals(Map.of(why, 3L), stage.play.status().refused());
        stage.refuse(null);
        stage.clock.pass(Duration.ofHours(1));
        assertEquals(List.of(), stage.asked, "nothing was kept");
        stage.tell(chat("Ann", "jump"));
        assertEquals(1, stage.asked.size());
        assertEquals(1, stage.play.status().taken());
    }

    @Test
    void aHoldThatGivesItUpIsToldAndItsTurnIsUsedUp() {
        ViewerStage stage = stage("[viewers]\non = true\ntotal = 1\n" + JUMP);
        stage.tell(chat("Ann", "jump"));
        stage.dropped("Jump", "held");
        assertEquals(List.of("dropped 1 Jump Ann: held"), stage.told());
        stage.clock.pass(Duration.ofHours(1));
        stage.tell(chat("Ann", "jump"));
        assertEquals(List.of("refused 2 Jump Ann: as often as it may be"), stage.told());
        ViewersStatus status = stage.play.status();
        assertEquals(List.of(1L, 0L, 1L, 1L), List.of(status.dropped(), status.played(), status.taken(),
                status.refusals()));
        assertEquals(Optional.of("as often as it may be"), status.last().map(ViewersStatus.Last::news));
    }

    @Test
    void ratesAreOfAnyMinuteTotalsOfTheRunAndPersonsOfOne() {
        ViewerStage stage = stage("[viewers]\non = true\nper_minute = 3\ntotal = 5\n" + JUMP
                + "cooldown = \"0ms\"\nper_person = 1\n");
        stage.tell(chat("Ann", "jump"));
        stage.tell(chat("Ann", "jump"));
        stage.clock.pass(Duration.ofSeconds(20));
        stage.tell(chat("Bob", "jump"));
        stage.tell(chat("Cat", "jump"));
        stage.tell(chat("Dan", "jump"));
        stage.clock.pass(Duration.ofMillis(39_999));
        stage.tell(chat("Ann", "jump"));
        stage.clock.pass(Duration.ofMillis(1));
        stage.tell(chat("Ann", "jump"));
        stage.tell(chat("Eve", "jump"));
        stage.clock.pass(Duration.ofMinutes(1));
        stage.tell(chat("Eve", "jump"));
        stage.tell(chat("Fay", "jump"));
        assertEquals(List.of("refused 2 Jump Ann: too many of one person", "refused 5 Jump Dan: too many a minute",
                "refused 6 Jump Ann: too many of one person", "refused 8 Jump Eve: too many a minute",
                "refused 10 Jump Fay: as often as it may be"), stage.told());
        assertEquals(5, stage.asked.size());
    }

    @Test
    void whoHasNoNameIsOnePersonWithAllWhoHaveNone() {
        ViewerStage stage = stage(ON + JUMP + "cooldown = \"0ms\"\nper_person = 1\n");
        StreamMessage nobody = new StreamMessage("", StreamKind.CHAT, "f", Viewer.NOBODY, "jump", "", 1, 0);
        stage.tell(nobody);
        stage.tell(nobody);
        assertEquals(1, stage.asked.size());
    }

    @Test
    void anotherProfileBeginsNothingAnew() {
        String profile = ON + JUMP + "cooldown = \"30s\"\ntotal = 2\n";
        ViewerStage stage = stage(profile);
        stage.tell(chat("Ann", "jump"));
        stage.load("[[skill]]\nname = \"x\"\nkeys = \"q\"\nevery = \"1s\"\n");
        stage.load(profile.replace("\"1\"", "\"3\""));
        stage.tell(chat("Bob", "jump"));
        stage.clock.pass(Duration.ofSeconds(30));
        stage.tell(chat("Bob", "jump"));
        stage.clock.pass(Duration.ofSeconds(30));
        stage.tell(chat("Bob", "jump"));
        assertEquals(List.of("viewer:Jump [1] low", "viewer:Jump [3] low"), stage.asked);
        assertEquals(List.of("refused 2 Jump Bob: played just before", "refused 4 Jump Bob: as often as it may be"),
                stage.told());
    }

    @Test
    void whatOthersHavePlayedIsNotTheirs() {
        ViewerStage stage = stage(ON + JUMP);
        stage.played("Jump");
        stage.dropped("Other", "held");
        assertEquals(List.of(), stage.told());
    }
}
