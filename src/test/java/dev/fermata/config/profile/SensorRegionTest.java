package dev.fermata.config.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SensorRegionTest {
    private static final String TEXT = """
            # mine
            [[sensor]]
            name = "hp"   # life
            kind = "bar"
            region = [1, 2, 30, 4] # measured by eye

            [[sensor]]
            name = "mana"
            kind = "bar"
            """;

    @Test
    void theRegionChangesAndNothingElse() throws NotDoneException {
        assertEquals(TEXT.replace("[1, 2, 30, 4]", "[5, 6, 70, 8]"),
                SensorRegion.written(TEXT, "hp", new Sensor.Region(5, 6, 70, 8)));
    }

    @Test
    void aRegionThatWasLeftOutIsPutIn() throws NotDoneException {
        assertEquals(TEXT + "region = [5, 6, 70, 8]\n", SensorRegion.written(TEXT, "mana", new Sensor.Region(5, 6, 70, 8)));
    }

    @Test
    void aSensorOfAnotherFileIsNotTouched() {
        assertThrows(NotDoneException.class, () -> SensorRegion.written(TEXT, "gold", new Sensor.Region(5, 6, 70, 8)));
    }
}
