package dev.fermata.app;

import dev.fermata.config.settings.Settings;
import dev.fermata.config.settings.SpeechEngine;
import dev.fermata.config.voices.VoiceModel;
import dev.fermata.model.ServerAddress;
import dev.fermata.model.VoiceFigures;
import dev.fermata.speak.engine.Engine;
import dev.fermata.speak.engine.SystemVoice;
import dev.fermata.speak.engine.VoiceException;
import dev.fermata.speak.sound.LinePlayer;
import dev.fermata.speak.sound.Sound;
import dev.fermata.speak.sound.SoundLines;
import dev.fermata.time.Clock;
import dev.fermata.time.SystemClock;
import dev.fermata.user.OperatingSystem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lets people hear what the settings make of speech, without an agent. One thread. */
public final class VoiceTrial {
    private static final long MS = 1_000_000;

    private final Clock clock = new SystemClock();
    private final Settings.Speech settings;

    /** Speaks as these settings say; nothing is opened before {@link #speak}. */
    public VoiceTrial(Settings.Speech settings) {
        this.settings = settings;
    }

    /** What makes the sounds. */
    public String engine() {
        return settings.engine() == SpeechEngine.OFF ? "off: nothing is spoken"
                : new SpeechEngines(clock, settings, message -> { }).make().name();
    }

    /** Whether anything is to be spoken at all. */
    public boolean isOn() {
        return settings.engine() != SpeechEngine.OFF;
    }

    /**
     * Tries the sound device out; may take a second.
     *
     * @return by what it is opened, for people
     * @throws IOException for people, when it cannot be used
     */
    public String tryDevice() throws IOException {
        return new SoundLines(settings.device(), clock).tryOut();
    }

    /**
     * Has a word made and plays nothing.
     *
     * @return how long that took, in nanoseconds
     * @throws IOException for people, when there is no sound of it
     * @throws InterruptedException when the thread was interrupted; nothing of the request is left
     */
    public long tryEngine(String word) throws IOException, InterruptedException {
        long begun = clock.nanos();
        try (SpeechEngines engines = SpeechEngines.keepingNothing(clock, settings, message -> { })) {
            engines.make().make(word);
        } catch (VoiceException e) {
            throw new IOException(e.getMessage(), e);
        }
        return clock.nanos() - begun;
    }

    /** The voices of servers, where one of them is to speak. */
    public List<VoiceModel> voices() {
        return settings.served().voices().voices();
    }

    /** Where the server of a voice is that one has. */
    public String server(VoiceModel model) {
        return new ServedVoices(clock, settings, message -> { }).address(model).toString();
    }

    /**
     * Asks the server of each voice whether it is there.
     *
     * @param tell told what each says, for people
     * @return whether all are
     * @throws InterruptedException when the thread was interrupted
     */
    public boolean reach(List<VoiceModel> models, Consumer<String> tell) throws InterruptedException {
        boolean all = true;
        try (ServedVoices served = new ServedVoices(clock, settings, tell)) {
            Map<ServerAddress, List<VoiceModel>> servers = models.stream().collect(
                    Collectors.groupingBy(served::address, LinkedHashMap::new, Collectors.toList()));
            for (Map.Entry<ServerAddress, List<VoiceModel>> each : servers.entrySet()) {
                String who = each.getKey() + " (" + each.getValue().stream().map(VoiceModel::name)
                        .collect(Collectors.joining(", ")) + "): ";
                try {
                    tell.accept(who + served.engine(each.getValue().get(0), Map.of()).probe());
                } catch (VoiceException e) {
                    all = false;
                    tell.accept(who + "cannot be used: " + e.getMessage());
                }
            }
        }
        return all;
    }

    /** As {@link #speak(String, Consumer)}, by this voice and no other. */
    public boolean speak(VoiceModel model, String text, Consumer<String> tell) throws InterruptedException {
        try (ServedVoices served = new ServedVoices(clock, settings, tell);
                SpeechEngines engines = new SpeechEngines(clock, settings, tell)) {
            return speak(engines.alone(served.engine(model, Map.of())), text, tell, model::name);
        }
    }

    /** The names of the sound devices there are; asking the system may take a second. */
    public List<String> devices() {
        return SoundLines.devices();
    }

    /** The program that lists the voices of the system. */
    public List<String> listing() {
        return switch (OperatingSystem.current()) {
            case WINDOWS -> SystemVoice.WINDOWS_LISTING;
            case MACOS -> SystemVoice.MAC_LISTING;
            default -> SystemVoice.ESPEAK_LISTING;
        };
    }

    /**
     * Speaks a text, and waits until it has been heard. What goes wrong is told, not thrown.
     *
     * @param tell told what happens, for people
     * @return whether it was heard
     * @throws InterruptedException when the thread was interrupted while the sound was made; nothing was heard
     */
    public boolean speak(String text, Consumer<String> tell) throws InterruptedException {
        if (settings.engine() == SpeechEngine.OFF) {
            tell.accept("nothing is spoken: speech.engine is off");
            return false;
        }
        try (SpeechEngines engines = SpeechEngines.keepingNothing(clock, settings, tell)) {
            Engine engine = engines.make();
            // Others may have taken the place of the one that is to speak.
            return speak(engine, text, tell, () -> engines.figures().stream().filter(each -> each.made() > 0)
                    .map(VoiceFigures::name).collect(Collectors.joining(" and ")));
        }
    }

    private boolean speak(Engine engine, String text, Consumer<String> tell, Supplier<String> maker)
            throws InterruptedException {
        long begun = clock.nanos();
        Sound sound;
        try {
            sound = engine.make(text);
        } catch (VoiceException e) {
            tell.accept(e.getMessage());
            return false;
        }
        tell.accept(maker.get() + " made " + sound.length() * 1_000L / sound.rate() + " ms of sound in "
                + (clock.nanos() - begun) / MS + " ms, " + sound.rate() + " samples a second");
        return play(sound, tell);
    }

    private boolean play(Sound sound, Consumer<String> tell) {
        AtomicBoolean silent = new AtomicBoolean();
        LinePlayer player = new LinePlayer(new SoundLines(settings.device(), clock), settings.volume(),
                new LinePlayer.Listener() {
                    @Override
                    public void lost(String message) {
                        silent.set(true);
                        tell.accept(message);
                    }

                    @Override
                    public void back(String message) {
                        tell.accept(message);
                    }
                });
        player.start(sound, 0, clock.nanos());
        while (!silent.get() && !player.isOver(clock.nanos())) {
            clock.parkUntil(player.step(clock.nanos()));
        }
        player.stop(clock.nanos());
        if (!silent.get()) {
            tell.accept("heard on " + player.device());
        }
        player.close();
        return !silent.get();
    }
}
