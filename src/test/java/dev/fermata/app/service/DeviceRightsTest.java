package dev.fermata.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceRightsTest {
    private static final String RULE = " > /etc/udev/rules.d/70-fermata.rules";

    @TempDir Path folder;

    private static DeviceRights rights(String user, String group, String rule) {
        return new DeviceRights(user, List.of("root:x:0:", group), Optional.ofNullable(rule));
    }

    /** What the command that writes the rule writes. */
    private String written(List<String> commands) throws Exception {
        String command = commands.stream().filter(each -> each.endsWith(RULE)).findFirst().orElseThrow();
        Path file = folder.resolve("rule");
        DeviceRights.carryOut(List.of(command.replace(RULE, " > " + file)), true);
        return Files.readString(file);
    }

    @Test
    void theGroupAndTheRuleAreGivenOnce() throws Exception {
        List<String> commands = rights("ann", "input:x:104:", null).toInstall();
        assertEquals("usermod --append --groups input ann", commands.get(0));
        String rule = written(commands);
        assertTrue(rule.contains("\nKERNEL==\"uinput\", GROUP=\"input\", TAG+=\"uaccess\", MODE=\"0660\","), rule);
        assertEquals(List.of(), rights("ann", "input:x:104:ann", rule).toInstall());
    }

    @Test
    void aGroupThatIsMissingIsMade() {
        assertEquals("groupadd --system input", rights("ann", "audio:x:29:ann", null).toInstall().get(0));
    }

    @Test
    void whoIsInTheGroupAlreadyStaysThereWhenTheRightsAreTakenAway() throws Exception {
        String rule = written(rights("ann", "input:x:104:bob,ann", null).toInstall());
        List<String> commands = rights("ann", "input:x:104:bob,ann", rule).toRemove();
        assertEquals("rm --force /etc/udev/rules.d/70-fermata.rules", commands.get(0));
    }

    @Test
    void whoWasAddedIsTakenOutAgainAndASecondOneToo() throws Exception {
        String rule = written(rights("ann", "input:x:104:", null).toInstall());
        String both = written(rights("bob", "input:x:104:ann", rule).toInstall());
        List<String> commands = rights("ann", "input:x:104:ann,bob", both).toRemove();
        assertTrue(commands.contains("gpasswd --delete ann input || true"), commands::toString);
        assertTrue(commands.contains("gpasswd --delete bob input || true"), commands::toString);
        assertEquals(List.of(), rights("ann", "input:x:104:", null).toRemove());
    }

    @Test
    void rootNeedsNoGroup() {
        assertTrue(rights("root", "input:x:104:", null).toInstall().stream()
                .noneMatch(each -> each.contains("usermod")));
    }

    @Test
    void whatIsNoNameReachesNoShell() {
        assertThrows(ServiceException.class, () -> rights("ann; reboot", "input:x:104:", null));
    }
}
