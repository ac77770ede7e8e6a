package dev.fermata.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom, which library lives where, and what is allowed nowhere. */
@Tag("long")
class PackageRulesTest {
    private static final String ROOT = "dev.fermata.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.fermata");

    static final Set<String> CORE = Set.of("model", "time", "event", "platform", "schedule", "hear", "play",
            "config", "pause", "skill", "control", "observe", "sense", "window", "speak", "segment",
            "listen", "net", "record", "stream");
    /** The package table of the design, with what each may use besides itself. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("model", Set.of()),
            // Private files, and whose a connection is: the agent and its clients both need it.
            Map.entry("user", Set.of()),
            // Where keys and passwords are, and the store that has them encrypted.
            Map.entry("secret", Set.of("model", "user")),
            Map.entry("time", Set.of()),
            // Asks other servers, in JSON and with keys: what speaks does, and what serves runs on the same library.
            Map.entry("net", Set.of("model", "config", "secret")),
            Map.entry("event", Set.of("model")),
            Map.entry("platform", Set.of("model", "user")),
            Map.entry("schedule", Set.of("model", "time")),
            Map.entry("segment", Set.of("time")),
            // Is told of the player's strokes, and makes takes of them.
            Map.entry("record", Set.of("model", "time", "segment")),
            Map.entry("hear", Set.of("model", "time", "event", "platform")),
            Map.entry("pause", Set.of("model", "time", "event")),
            Map.entry("play", Set.of("model", "time", "event", "platform")),
            Map.entry("config", Set.of("model", "user", "secret")),
            Map.entry("sense", Set.of("model", "time", "event", "platform", "config", "pause")),
            Map.entry("skill", Set.of("model", "time", "event", "pause", "schedule", "config", "play")),
            // Hears by the detector that speech is checked with, and asks servers.
            Map.entry("listen", Set.of("model", "time", "event", "config", "segment", "speak", "net", "secret")),
            // What is spoken, what speaks it, and what is kept of it in private files.
            Map.entry("speak", Set.of("model", "time", "event", "config", "pause", "user", "net", "secret")),
            // What viewers do and what is said for it; what happens, kept and sent on as the event stream has it.
            Map.entry("stream", Set.of("model", "time", "event", "config", "pause", "speak", "net", "observe", "user",
                    "secret")),
            // What holds while the keyboard is not the game's.
            Map.entry("window", Set.of("model", "platform", "config")),
            // Submits what clients send, so it knows the queue.
            Map.entry("control", Set.of("model", "time", "event", "pause", "play", "observe", "config", "user",
                    "listen", "segment", "net")),
            // Times what happens, and watches the workers.
            Map.entry("observe", Set.of("model", "time", "event")),
            // What the player sees without a terminal.
            Map.entry("present", Set.of("model", "event", "platform", "observe")),
            Map.entry("simulate", with(CORE, "app")),
            Map.entry("app", with(CORE, "simulate", "user", "secret", "present")),
            // Shows status, which is made of the core's own records, and listens for "keys --listen".
            Map.entry("cli", with(CORE, "app", "simulate", "demo", "user", "secret")),
            // Plays the player on a virtual desktop and watches the agent from outside.
            Map.entry("demo", Set.of("model", "platform", "config", "observe", "simulate"))));

    /** Each library and the only packages that may use it. */
    private static final Map<String, List<String>> LIBRARIES = new TreeMap<>(Map.ofEntries(
            Map.entry("com.google.common..", List.of("dev.fermata.event")),
            Map.entry("com.sun.jna..", List.of("dev.fermata.platform.x11", "dev.fermata.platform.posix", "dev.fermata.platform.evdev",
                    "dev.fermata.platform.windows", "dev.fermata.user", "dev.fermata.user.linux",
                    "dev.fermata.user.windows", "dev.fermata.secret.windows",
                    // PulseAudio has no other way to write anew what waits.
                    "dev.fermata.speak.sound")),
            Map.entry("com.github.kwhat..", List.of("dev.fermata.platform.jnativehook")),
            Map.entry("org.freedesktop..", List.of("dev.fermata.present", "dev.fermata.platform.freedesktop")),
            Map.entry("org.tomlj..", List.of("dev.fermata.config")),
            Map.entry("com.fasterxml.jackson..",
                    List.of("dev.fermata.observe", "dev.fermata.control.http", "dev.fermata.config")),
            Map.entry("picocli..", List.of("dev.fermata.cli")),
            Map.entry("io.netty..", List.of("dev.fermata.control.http", "dev.fermata.net")),
            Map.entry("org.HdrHistogram..", List.of("dev.fermata.play", "dev.fermata.observe", "dev.fermata.stream")),
            Map.entry("org.sqlite..", List.of("dev.fermata.stream.history")),
            Map.entry("java.sql..", List.of("dev.fermata.stream.history")),
            Map.entry("redis.clients..", List.of("dev.fermata.stream.bridge")),
            Map.entry("io.github.givimad..", List.of("dev.fermata.speak.pipeline")),
            Map.entry("ch.qos.logback..", List.of("dev.fermata.cli"))));

    @Test
    void theTableHasEveryPackageAndNoOther() {
        Set<String> found = CODE.stream().map(each -> top(each)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(MAY_USE.keySet(), found);
    }

    @Test
    void theArchitecturePageHasTheSamePackages() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        Set<String> named = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(page.substring(page.indexOf("## Packages"), page.indexOf("## How to add"))).results()
                .map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(MAY_USE.keySet(), named);
    }

    @TestFactory
    Stream<DynamicTest> mayUse() {
        return MAY_USE.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            String[] others = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(each.getKey()) && !each.getValue().contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(ROOT + each.getKey() + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(others)
                    .allowEmptyShould(true).check(CODE);
        }));
    }

    @TestFactory
    Stream<DynamicTest> onlyUserOfALibrary() {
        return LIBRARIES.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () ->
                noClasses().that().resideOutsideOfPackages(each.getValue().toArray(String[]::new))
                        .should().dependOnClassesThat(resideInAPackage(each.getKey())
                                // The annotations mark subscribers; the bus itself stays wrapped.
                                .and(not(equivalentTo(Subscribe.class)))
                                .and(not(equivalentTo(AllowConcurrentEvents.class))))
                        .check(CODE)));
    }

    @Test
    void platformsDoNotKnowEachOther() {
        slices().matching("dev.fermata.platform.(*)..").should().notDependOnEachOther()
                // One library hears for several.
                .ignoreDependency(resideInAPackage("dev.fermata.platform.x11.."),
                        resideInAPackage("dev.fermata.platform.jnativehook.."))
                .ignoreDependency(resideInAPackage("dev.fermata.platform.windows.."),
                        resideInAPackage("dev.fermata.platform.jnativehook.."))
                // What tells of a lock belongs to no display server.
                .ignoreDependency(resideInAPackage("dev.fermata.platform.x11.."),
                        resideInAPackage("dev.fermata.platform.freedesktop.."))
                .ignoreDependency(resideInAPackage("dev.fermata.platform.evdev.."),
                        resideInAPackage("dev.fermata.platform.freedesktop.."))
                // What has the focus a Wayland compositor tells, and the kernel the rest.
                .ignoreDependency(resideInAPackage("dev.fermata.platform.evdev.."),
                        resideInAPackage("dev.fermata.platform.wayland.."))
                // The virtual desktop is an X server.
                .ignoreDependency(resideInAPackage("dev.fermata.platform.virtual.."),
                        resideInAPackage("dev.fermata.platform.x11.."))
                .check(CODE);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("dev.fermata.(*)..").should().beFreeOfCycles()
                .ignoreDependency(resideInAPackage("dev.fermata.app.."), resideInAPackage("dev.fermata.simulate.."))
                .check(CODE);
    }

    @Test
    void theCoreKnowsNothingOfTheJdksDesktopOrNetwork() {
        noClasses().that().resideInAnyPackage(CORE.stream()
                        .filter(each -> !Set.of("platform", "control", "config", "speak", "listen", "net")
                                .contains(each))
                        .map(each -> ROOT + each + "..").toArray(String[]::new))
                .should().dependOnClassesThat(resideInAnyPackage("java.awt..", "javax..", "java.net..",
                        "com.sun.net.."))
                .check(CODE);
    }

    @Test
    void soundDevicesAreUsedInOnePlaceOfSpeechAndOneOfListening() {
        noClasses().that().resideInAnyPackage("dev.fermata.speak..", "dev.fermata.listen..")
                .and().haveNameNotMatching("dev\\.fermata\\.speak\\.sound\\.SoundLines(\\$.*)?")
                .and().haveNameNotMatching("dev\\.fermata\\.listen\\.sound\\.MicrophoneInputs(\\$.*)?")
                .should().dependOnClassesThat(resideInAnyPackage("java.awt..", "javax..", "java.net..",
                        "com.sun.net.."))
                .check(CODE);
    }

    @Test
    void nothingStaticIsMutable() {
        classes().should(new ArchCondition<>("have final static fields only") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaField field : item.getFields()) {
                    boolean mutable = field.getModifiers().contains(JavaModifier.STATIC)
                            && !field.getModifiers().contains(JavaModifier.FINAL)
                            && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
                    events.add(new SimpleConditionEvent(field, !mutable, field.getDescription()));
                }
            }
        }).check(CODE);
    }

    @Test
    void timeIsReadAndSpentThroughTheClockOnly() {
        // Platform adapters match native events against each other on the platform's own threads.
        noClasses().that().resideOutsideOfPackages("dev.fermata.time..", "dev.fermata.platform.*..",
                        "dev.fermata.cli..", "dev.fermata.demo..")
                .should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould().callMethod(Instant.class, "now")
                .check(CODE);
    }

    /** Without it Guava keeps a monitor across each call, and a thread might wait for another's callback. */
    @Test
    void theBusKeepsNoMonitorAcrossASubscriber() {
        methods().that().areAnnotatedWith(Subscribe.class).should().beAnnotatedWith(AllowConcurrentEvents.class)
                .check(CODE);
    }

    private static String top(JavaClass each) {
        String rest = each.getPackageName().substring(Math.min(each.getPackageName().length(), ROOT.length()));
        return rest.split("\\.")[0];
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
