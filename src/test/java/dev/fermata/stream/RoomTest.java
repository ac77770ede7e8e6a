package dev.fermata.stream;

import static dev.fermata.stream.RoomStage.answer;
import static dev.fermata.stream.RoomStage.book;
import static dev.fermata.stream.RoomStage.chat;
import static dev.fermata.stream.RoomStage.gift;
import static dev.fermata.stream.RoomStage.like;
import static dev.fermata.stream.RoomStage.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fermata.config.stream.StreamBook;
import dev.fermata.event.Event;
import dev.fermata.event.SpeechNews;
import dev.fermata.model.SpeechAnswer;
import dev.fermata.model.SpeechPriority;
import dev.fermata.model.StreamDrop;
import dev.fermata.model.StreamKind;
import dev.fermata.model.StreamMessage;
import dev.fermata.model.StreamStatus;
import dev.fermata.model.Viewer;
import dev.fermata.pause.Stillness;
import dev.fermata.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of what viewers do, and what becomes of the rest. */
class RoomTest {
    private static final StreamBook.Answer CHAT = answer(StreamKind.CHAT, "%user% says %text%");
    private static final StreamBook.Answer GIFT = answer(StreamKind.GIFT, "thanks %user% for %count% %gift%");

    private static StreamBook.Answer with(StreamBook.Answer base, String many, String sum, int perMinute, int perPerson,
            long gather) {
        return new StreamBook.Answer(base.on(), base.text(), Optional.of(many).filter(each -> !each.isEmpty())
                .map(RoomStage::text), Optional.of(sum).filter(each -> !each.isEmpty()).map(RoomStage::text), base.least(),
                base.words(), base.special(), base.priority(), perMinute, perPerson, Duration.ofSeconds(gather),
                base.expires(), base.reply());
    }

    @Test
    void saysOfEachMessageWhetherItIsIgnored() {
        RoomStage stage = new RoomStage(RoomStage.book(RoomStage.answer(StreamKind.GIFT, "thanks")));
        assertEquals(Optional.empty(), whyNot(stage, chat("Ann", "no rule answers it")));
        assertEquals(Optional.of(StreamDrop.BOT), whyNot(stage, chat("nightbot", "hello")));
        assertEquals(Optional.of(StreamDrop.COMMAND), whyNot(stage, chat("Ann", "!jump")));
        StreamMessage same = new StreamMessage("7", StreamKind.FOLLOW, "f", Viewer.NOBODY, "", "", 1, 0);
        assertEquals(Optional.empty(), whyNot(stage, same));
        assertEquals(Optional.of(StreamDrop.DUPLICATE), whyNot(stage, same));
        stage.room.stopped("test");
        assertEquals(Optional.of(StreamDrop.STOPPED), whyNot(stage, chat("Ann", "hello")));
    }

    private static Optional<StreamDrop> whyNot(RoomStage stage, StreamMessage message) {
        return stage.room.told(message, stage.clock.nanos()).whyNot();
    }

    @Test
    void aMessageIsAnsweredWhenWhatIsSaidForItHasBeenHeard() {
        RoomStage stage = new RoomStage(book(CHAT));
        stage.tell(chat("Ann", "hello"));
        assertEquals(List.of(), stage.became());
        stage.step();
        assertEquals(List.of("Ann says hello 4"), stage.said());
        assertEquals(List.of(), stage.became());
        stage.heard(1);
        assertEquals(List.of("1 Ann says hello"), stage.became());
        StreamStatus status = stage.room.status();
        assertEquals("1 0 0 0", status.answered() + " " + status.merged() + " " + status.waiting() + " "
                + status.handedOver());
    }

    @Test
    void theFirstAnswerThatFitsIsTheOne() {
        StreamBook.Answer large = new StreamBook.Answer(StreamKind.GIFT, RoomStage.text("wow, %user%, %value%"),
                Optional.empty(), Optional.empty(), 1_000, List.of(), false, Optional.of(SpeechPriority.of("3").get()), 0,
                0, Duration.ZERO, Duration.ofSeconds(20), false);
        StreamBook.Answer hello = new StreamBook.Answer(StreamKind.CHAT, RoomStage.text("hello %user%"), Optional.empty(),
                Optional.empty(), 0, List.of("hello", "hi"), false, Optional.empty(), 0, 0, Duration.ZERO,
                Duration.ofSeconds(20), false);
        StreamBook.Answer special = new StreamBook.Answer(StreamKind.CHAT, RoomStage.text("sir %user%"), Optional.empty(),
                Optional.empty(), 0, List.of(), true, Optional.empty(), 0, 0, Duration.ZERO, Duration.ofSeconds(20), false);
        RoomStage stage = new RoomStage(book(large, GIFT, hello, special));
        stage.tell(gift("Ann", "car", 1, 1_000));
        stage.tell(gift("Bob", "rose", 2, 2));
        stage.step();
        assertEquals(List.of("thanks Bob for 2 rose -2", "wow, Ann, 1000 3"), stage.said());
        stage.heard(1);
        stage.heard(2);
        stage.tell(chat("Cy", "HELLO there"));
        stage.tell(new StreamMessage("", StreamKind.CHAT, "f", new Viewer("d", "Dee", 0, true), "what now", "", 1, 0));
        stage.tell(chat("Eve", "what now?"));
        stage.step();
        assertEquals(List.of("sir Dee -3", "hello Cy 4"), stage.said());
        stage.became();
        stage.heard(3);
        assertEquals(List.of("4 sir Dee"), stage.became());
        assertEquals(1, stage.room.status().dropped().get(StreamDrop.NO_RULE));
    }

    /** However many of what matters less are handed over, each before the others, and have not begun. */
    @Test
    void whatMattersMostIsHandedOverAtOnce() {
        List<StreamKind> kinds = List.of(StreamKind.ENTER, StreamKind.FOLLOW, StreamKind.FAN_CLUB, StreamKind.SHARE,
                StreamKind.LIKE);
        List<StreamBook.Answer> answers = new ArrayList<>(List.of(GIFT));
        for (StreamKind kind : kinds) {
            answers.add(new StreamBook.Answer(kind, RoomStage.text(kind.id()), Optional.empty(), Optional.empty(), 0,
                    List.of(), false, SpeechPriority.of(Integer.toString(9 - answers.size())), 0, 0, Duration.ZERO,
                    Duration.ofSeconds(20), false));
        }
        RoomStage stage = new RoomStage(book(answers.toArray(StreamBook.Answer[]::new)));
        for (StreamKind kind : kinds) {
            stage.tell(RoomStage.plain(kind, "Ann"));
            stage.step();
        }
        assertEquals(List.of("enter 8", "follow 7", "fan_club 6", "share 5", "like 4"), stage.said());
        stage.tell(gift("Ann", "rose", 1, 1));
        stage.step();
        assertEquals(List.of("thanks Ann for 1 rose -2"), stage.said());
        stage.tell(RoomStage.plain(StreamKind.FOLLOW, "Bob"));
        stage.step();
        assertEquals(List.of(), stage.said());
    }

    @Test
    void whatIsNotForTheVoiceIsDroppedWithItsReason() {
        RoomStage stage = new RoomStage(book(CHAT));
        stage.tell(chat("nightbot", "buy this"));
        stage.tell(chat("Ann", "!song"));
        stage.tell(chat("Ann", "see https://evil.example"));
        stage.tell(chat("Ann", "evil . com is nice"));
        stage.tell(chat("Ann", "x".repeat(41)));
        stage.tell(chat("Ann", "\uD83D\uDE00 !!!"));
        stage.tell(chat("Ann", "d a r n it"));
        stage.tell(plain(StreamKind.FOLLOW, "Ann"));
        assertEquals(List.of("1 BOT", "2 COMMAND", "3 LINK", "4 LINK", "5 TOO_LONG", "6 EMPTY", "7 WORD", "8 NO_RULE"),
                stage.became());
        stage.step();
        assertEquals(List.of(), stage.said());
    }

    @Test
    void whatComesTwiceIsAnsweredOnce() {
        RoomStage stage = new RoomStage(book(CHAT));
        for (int i = 0; i < 2; i++) {
            stage.tell(new StreamMessage("m1", StreamKind.CHAT, "f", Viewer.NOBODY, "hello", "", 1, 0));
        }
        stage.tell(new StreamMessage("m1", StreamKind.CHAT, "g", Viewer.NOBODY, "hi", "", 1, 0));
        assertEquals(List.of("2 DUPLICATE"), stage.became());
        stage.step();
        assertEquals(List.of("somebody says hello 4", "somebody says hi 4"), stage.said());
    }

    @Test
    void giftsComeBeforeChat() {
        RoomStage stage = new RoomStage(book(CHAT, GIFT));
        for (int i = 0; i < 5; i++) {
            stage.tell(chat("Ann", "hello " + i));
        }
        stage.step();
        assertEquals(2, stage.said().size(), "no more than two are handed over");
        stage.tell(gift("Bob", "rose", 1, 1));
        stage.tell(gift("Cy", "rose", 1, 2_000));
        stage.step();
        assertEquals(List.of("thanks Cy for 1 rose -6"), stage.said(),
                "what is better than all that has not begun goes at once");
        stage.news(SpeechNews.STARTED, 3, "");
        stage.step();
        assertEquals(List.of("thanks Bob for 1 rose -2"), stage.said());
        stage.tell(gift("Dee", "rose", 1, 2_000));
        stage.step();
        assertEquals(List.of("thanks Dee for 1 rose -5"), stage.said());
        stage.tell(gift("Eve", "rose", 1, 1));
        stage.step();
        assertEquals(List.of(), stage.said(), "what is no better waits");
    }

    @Test
    void aComboThatGoesOnWhileItWaitsIsOneAnswer() {
        RoomStage stage = new RoomStage(book(GIFT));
        stage.tell(gift("Ann", "rose", 1, 10));
        stage.step();
        assertEquals(List.of("thanks Ann for 1 rose -2"), stage.said(), "the first is answered at once");
        stage.tell(gift("Zed", "car", 1, 10));
        stage.step();
        stage.said();
        stage.tell(gift("Ann", "rose", 2, 20));
        stage.tell(gift("Ann", "rose", 3, 990));
        stage.tell(gift("Ann", "kiss", 1, 1));
        stage.tell(gift("Bob", "rose", 1, 1));
        assertEquals(List.of("4 into 3"), stage.became());
        stage.heard(1);
        stage.heard(2);
        stage.step();
        assertEquals(List.of("thanks Ann for 5 rose -7", "thanks Ann for 1 kiss -3"), stage.said(),
                "what it is worth together counts, and what she has given before");
    }

    @Test
    void likesAreGatheredAndThankedForOnce() {
        StreamBook.Answer likes = with(answer(StreamKind.LIKE, "%count% likes"), "", "", 0, 0, 30);
        RoomStage stage = new RoomStage(book(likes));
        stage.tell(like("Ann", 5));
        stage.tell(like("Bob", 7));
        assertEquals(Duration.ofSeconds(30).toNanos(), stage.step());
        stage.clock.pass(Duration.ofMillis(29_999));
        stage.tell(like("Ann", 1));
        stage.step();
        assertEquals(List.of(), stage.said());
        stage.clock.pass(Duration.ofMillis(1));
        stage.step();
        assertEquals(List.of("13 likes 4"), stage.said());
        assertEquals(List.of("2 into 1", "3 into 1"), stage.became());
    }

    @Test
    void severalViewersAreNamedTogetherWhereThereAreWordsForThat() {
        StreamBook.Answer enter = with(answer(StreamKind.ENTER, "welcome %user%"), "welcome %user% and %others% more", "",
                0, 0, 5);
        RoomStage stage = new RoomStage(book(enter, answer(StreamKind.FOLLOW, "thanks %user%")));
        stage.tell(plain(StreamKind.ENTER, "Ann"));
        stage.tell(plain(StreamKind.ENTER, "Bob"));
        stage.tell(plain(StreamKind.ENTER, "Bob"));
        stage.tell(plain(StreamKind.ENTER, "Cy"));
        stage.tell(plain(StreamKind.FOLLOW, "Ann"));
        stage.tell(plain(StreamKind.FOLLOW, "Bob"));
        stage.clock.pass(Duration.ofSeconds(5));
        stage.step();
        assertEquals(List.of("welcome Ann and 2 more 4", "thanks Ann 4"), stage.said());
        stage.heard(1);
        stage.step();
        assertEquals(List.of("thanks Bob 4"), stage.said(), "each by name where there are none");
    }

    @Test
    void theSameTextIsSaidOnceWhoeverWritesIt() {
        RoomStage stage = new RoomStage(book(answer(StreamKind.CHAT, "%text%")));
        stage.tell(chat("Ann", "gg"));
        stage.tell(chat("Bob", "GG"));
        stage.step();
        assertEquals(List.of("gg 4"), stage.said());
        assertEquals(List.of("2 into 1"), stage.became());
    }

    @Test
    void someAreAnsweredInAnyMinuteAndTheOthersNot() {
        RoomStage stage = new RoomStage(book(with(CHAT, "", "", 3, 2, 0)));
        stage.tell(chat("Ann", "a"));
        stage.tell(chat("Ann", "b"));
        stage.tell(chat("Ann", "c"));
        stage.tell(chat("Bob", "d"));
        stage.tell(chat("Cy", "e"));
        assertEquals(List.of("3 PERSON", "5 RATE"), stage.became());
        stage.clock.pass(Duration.ofMillis(59_999));
        stage.tell(chat("Cy", "f"));
        assertEquals(List.of("6 RATE"), stage.became());
        stage.clock.pass(Duration.ofMillis(1));
        stage.tell(chat("Cy", "g"));
        stage.tell(chat("Ann", "h"));
        assertEquals(List.of(), stage.became());
    }

    @Test
    void tooManyAreSummedUpWhereThereAreWordsForThat() {
        StreamBook.Answer few = with(GIFT, "", "%count% more gifts", 2, 0, 0);
        RoomStage stage = new RoomStage(book(few));
        for (int i = 0; i < 14; i++) {
            stage.tell(gift("v" + i, "rose", i < 4 ? 1 : 2, 2));
        }
        assertEquals(11, stage.became().stream().filter(each -> each.endsWith("into 3")).count());
        stage.step();
        assertEquals(List.of("thanks v0 for 1 rose -2", "thanks v1 for 1 rose -2"), stage.said());
        stage.heard(1);
        stage.step();
        assertEquals(List.of("22 more gifts -2"), stage.said());
        stage.heard(3);
        assertEquals(List.of("1 thanks v0 for 1 rose", "3 22 more gifts"), stage.became());
    }

    @Test
    void whatIsOldIsSummedUpAndTheSumIsNeverOldEither() {
        RoomStage stage = new RoomStage(book(with(GIFT, "", "%count% more gifts", 0, 0, 0)));
        for (int i = 0; i < 6; i++) {
            stage.tell(gift("v" + i, "rose", 1, 1));
        }
        stage.step();
        stage.said();
        stage.clock.pass(Duration.ofMillis(19_999));
        stage.step();
        assertEquals(4, stage.room.status().waiting());
        stage.clock.pass(Duration.ofMillis(1));
        stage.step();
        assertEquals(List.of("4 into 3", "5 into 3", "6 into 3"), stage.became());
        assertEquals(1, stage.room.status().waiting());
        stage.clock.pass(Duration.ofSeconds(20));
        assertEquals(Clock.NEVER, stage.step());
        assertEquals(List.of("3 OLD with 3 more"), stage.became());
    }

    @Test
    void whatIsOldIsDroppedWhereNobodyHasWordsForIt() {
        RoomStage stage = new RoomStage(book(CHAT));
        for (int i = 0; i < 3; i++) {
            stage.tell(chat("Ann", "hello " + i));
        }
        assertEquals(Duration.ofSeconds(20).toNanos(), stage.step());
        stage.clock.pass(Duration.ofSeconds(20));
        assertEquals(Clock.NEVER, stage.step());
        assertEquals(List.of("3 OLD"), stage.became());
        assertEquals(2, stage.room.status().handedOver());
        stage.news(SpeechNews.DROPPED, 1, "expired");
        stage.news(SpeechNews.FAILED, 2, "no voice");
        assertEquals(List.of("1 OLD expired", "2 SPEECH no voice"), stage.became());
    }

    @Test
    void whereThereIsNoRoomTheLeastImportantGoes() {
        RoomStage stage = new RoomStage(book(CHAT, GIFT));
        for (int i = 0; i < Waiting.CAPACITY; i++) {
            stage.tell(chat("v" + i, "hello " + i));
        }
        stage.tell(chat("Ann", "one more"));
        stage.tell(gift("Bob", "rose", 1, 1));
        assertEquals(List.of(Waiting.CAPACITY + 1 + " FULL", Waiting.CAPACITY + " FULL"), stage.became());
    }

    @Test
    void speechThatRefusesIsToldOf() {
        RoomStage stage = new RoomStage(book(CHAT));
        stage.refuse(SpeechAnswer.Refusal.FULL);
        stage.tell(chat("Ann", "hello"));
        stage.step();
        stage.refuse(SpeechAnswer.Refusal.NOT_RUNNING);
        stage.tell(chat("Ann", "hi"));
        stage.step();
        assertEquals(List.of("1 SPEECH full", "2 STOPPED"), stage.became());
    }

    @Test
    void whatEndsWhileItIsHandedOverHasEnded() {
        Handed handed = new Handed(0);
        handed.begin();
        Event.Speech event = new Event.Speech(5, SpeechNews.FAILED, 9, "", SpeechPriority.NORMAL, 0, "x", 0);
        assertEquals(List.of(), handed.happened(event));
        assertEquals(Optional.of(event), handed.taken(9, new Handed.Spoken(Optional.empty(), "t")));
        assertTrue(handed.isQuiet());
    }

    @Test
    void whileSpeechIsHeldItWaitsAndIsSummedUp() {
        RoomStage stage = new RoomStage(book(with(GIFT, "", "%count% more gifts", 0, 0, 0)));
        stage.room.heed(Stillness.ALL, Optional.empty());
        for (int i = 0; i < 3; i++) {
            stage.tell(gift("v" + i, "rose", 1, 1));
        }
        stage.step();
        assertEquals(List.of(), stage.said());
        stage.clock.pass(Duration.ofSeconds(20));
        stage.step();
        stage.room.heed(Stillness.NONE, Optional.empty());
        stage.step();
        assertEquals(List.of("3 more gifts -2"), stage.said());
    }

    @Test
    void whileTheAgentIsStoppedNothingIsAnswered() {
        RoomStage stage = new RoomStage(book(CHAT));
        stage.tell(chat("Ann", "hello"));
        stage.room.stopped("stop");
        stage.tell(chat("Ann", "hi"));
        stage.step();
        assertEquals(List.of("1 STOPPED", "2 STOPPED"), stage.became());
        assertEquals(List.of(), stage.said());
        stage.room.heed(Stillness.NONE, Optional.empty());
        stage.tell(chat("Ann", "back"));
        stage.step();
        assertEquals(List.of("Ann says back 4"), stage.said());
        stage.room.close();
        assertEquals(List.of("3 STOPPED"), stage.became());
    }

    @Test
    void aParagraphIsSaidWhenThereIsNothingElse() {
        StreamBook.Script script = new StreamBook.Script(List.of(RoomStage.text("one"), RoomStage.text("two")),
                Duration.ofSeconds(15), false);
        RoomStage stage = new RoomStage(book(script, CHAT));
        assertEquals(Duration.ofSeconds(15).toNanos(), stage.step());
        stage.clock.pass(Duration.ofSeconds(14));
        stage.news(SpeechNews.STARTED, 99, "");
        assertEquals(Clock.NEVER, stage.step(), "somebody else's is heard");
        stage.clock.pass(Duration.ofSeconds(60));
        stage.news(SpeechNews.DONE, 99, "");
        stage.step();
        assertEquals(List.of(), stage.said());
        stage.clock.pass(Duration.ofSeconds(15));
        stage.step();
        assertEquals(List.of("one 10"), stage.said());
        assertEquals(Clock.NEVER, stage.step());
        stage.heard(1);
        stage.clock.pass(Duration.ofSeconds(14));
        stage.tell(chat("Ann", "hello"));
        stage.step();
        assertEquals(List.of("Ann says hello 4"), stage.said());
        stage.heard(2);
        stage.clock.pass(Duration.ofSeconds(15));
        stage.step();
        assertEquals(List.of("two 10"), stage.said());
        assertEquals(2, stage.room.status().scripts());
        stage.became();
        stage.heard(3);
        assertEquals(List.of(), stage.became(), "a paragraph answers nobody");
    }

    @Test
    void otherRulesCountFromWhenTheyAreThere() {
        RoomStage stage = new RoomStage(book(CHAT));
        stage.tell(chat("Ann", "hello"));
        stage.room.use(book(answer(StreamKind.CHAT, "%text%!")));
        stage.tell(chat("Ann", "hi"));
        stage.step();
        assertEquals(List.of("Ann says hello 4", "hi! 4"), stage.said());
    }

    @Test
    void whatViewersWriteIsNoTemplate() {
        RoomStage stage = new RoomStage(book(CHAT));
        stage.tell(chat("{a|b}", "%user% {c|d} $1 \\"));
        stage.step();
        assertEquals(List.of("a b says %user% {c|d} $1 \\ 4"), stage.said());
    }

    @Test
    void itIsCountedHowLongADecisionTook() {
        RoomStage stage = new RoomStage(book(CHAT));
        for (int i = 1; i <= 100; i++) {
            stage.room.told(chat("Ann", "hello " + i), stage.clock.nanos() - Duration.ofMillis(i).toNanos());
        }
        assertEquals(100, stage.room.status().decided());
        // At two digits.
        assertEquals(50, stage.room.status().decisionP50Nanos() / 1e6, 0.5);
        assertEquals(99, stage.room.status().decisionP99Nanos() / 1e6, 1);
        assertEquals(100, stage.room.status().decisionMaxNanos() / 1e6, 1);
    }

    @Test
    void whatIsHeardBeforeItIsKnownToBeHandedOverKeepsNoGiftWaiting() {
        RoomStage stage = new RoomStage(book(answer(StreamKind.GIFT, "thanks %user%"), CHAT));
        stage.atOnce = true;
        stage.tell(gift("Ann", "rose", 1, 1));
        stage.step();
        stage.atOnce = false;
        stage.tell(chat("Bob", "hello"));
        stage.step();
        stage.said();
        stage.tell(gift("Cid", "rose", 1, 1));
        stage.step();
        assertEquals(List.of("thanks Cid -1"), stage.said());
    }
}
