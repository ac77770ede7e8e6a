package dev.fermata.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.eventbus.Subscribe;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every public way into a core has a caller in the program, outside its own file: what only tests or benchmarks call
 * they reach from the same package, or it is no part of the program.
 */
@Tag("long")
class PublicWaysTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.fermata");

    /** What has no caller that can be seen, and why it is there. */
    private static final Map<String, String> REASONS = Map.of(
            "platform.freedesktop.SessionLock.GnomeSaver.ActiveChanged(String, boolean)",
            "the library makes it by its type",
            "platform.freedesktop.SessionLock.Saver.ActiveChanged(String, boolean)", "the library makes it by its type",
            "platform.jnativehook.CachedLibraryLocator()", "the library makes it by its name",
            "platform.windows.WindowsPlatform.desktop(JNativeHookInput, Runnable)",
            "as much of Windows as a test can put together elsewhere",
            "time.SystemClock(long)", "benchmarks compare times with those of other processes");

    /** The demo's desktop is that of the desktop tests and the benchmarks too, and they have more to do there. */
    private static final String VIRTUAL = "dev.fermata.platform.virtual";

    @Test
    void everyOneIsUsedOrNamedWithAReason() {
        Set<String> unused = ways().filter(each -> !isCalledFromOutside(each)).map(PublicWaysTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(REASONS.keySet()), unused);
    }

    @Test
    void manyAreLookedAt() {
        assertTrue(ways().count() > 300, () -> "only " + ways().count());
    }

    private static Stream<JavaCodeUnit> ways() {
        return CODE.stream()
                .filter(each -> PackageRulesTest.CORE.contains(core(each)))
                .filter(each -> isPublic(each) && !each.getPackageName().equals(VIRTUAL))
                .flatMap(each -> each.getCodeUnits().stream())
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC) && !isMadeByTheCompiler(each))
                .filter(each -> !each.isAnnotatedWith(Subscribe.class) && !isCalledBySupertype(each));
    }

    private static String core(JavaClass type) {
        return type.getPackageName().replaceAll("^dev\\.fermata\\.|\\..*", "");
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicWaysTest::isPublic).orElse(true);
    }

    /** What records and enums have whether anybody wants it or not, and what joins generic types. */
    private static boolean isMadeByTheCompiler(JavaCodeUnit way) {
        JavaClass owner = way.getOwner();
        boolean isOfRecord = owner.isRecord() && (way.isConstructor() && isCanonical(way)
                || way.getParameters().isEmpty() && owner.tryGetField(way.getName()).isPresent());
        boolean isOfEnum = owner.isEnum() && Set.of("values", "valueOf").contains(way.getName());
        return isOfRecord || isOfEnum || isSynthetic(way);
    }

    private static boolean isSynthetic(HasModifiers way) {
        return way.getModifiers().contains(JavaModifier.SYNTHETIC) || way.getModifiers().contains(JavaModifier.BRIDGE);
    }

    private static boolean isCanonical(JavaCodeUnit constructor) {
        long components = constructor.getOwner().getFields().stream()
                .filter(each -> !each.getModifiers().contains(JavaModifier.STATIC)).count();
        return constructor.getParameters().size() == components;
    }

    /** Whether it does what a type above it has promised: who calls that calls this. */
    private static boolean isCalledBySupertype(JavaCodeUnit way) {
        return way instanceof JavaMethod && Stream.concat(way.getOwner().getAllRawInterfaces().stream(),
                way.getOwner().getAllRawSuperclasses().stream())
                .flatMap(each -> each.getMethods().stream())
                .anyMatch(each -> each.getName().equals(way.getName())
                        && each.getParameters().size() == way.getParameters().size());
    }

    /** What others implement may be called by the file that asks for it. */
    private static boolean isCalledFromOutside(JavaCodeUnit way) {
        boolean isPromise = way.getOwner().isInterface() && !way.getModifiers().contains(JavaModifier.STATIC);
        return way.getAccessesToSelf().stream().map(each -> each.getOriginOwner())
                .anyMatch(each -> isPromise || !outermost(each).equals(outermost(way.getOwner())));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(PublicWaysTest::outermost).orElse(type);
    }

    private static String name(JavaCodeUnit way) {
        String parameters = way.getParameters().stream().map(JavaParameter::getRawType).map(JavaClass::getSimpleName)
                .collect(Collectors.joining(", "));
        String type = way.getOwner().getName().replaceFirst("^dev\\.fermata\\.", "").replace('$', '.');
        return type + (way.isConstructor() ? "" : "." + way.getName()) + "(" + parameters + ")";
    }
}
