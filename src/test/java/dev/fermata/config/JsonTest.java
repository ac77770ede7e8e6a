package dev.fermata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsEveryKindOfValue() {
        Node json = Json.parse("{\"a\":[1,2.5,\"x\",true,false,null,{}],\"big\":123456789012345678901}").orElseThrow();

        List<Node> list = json.get("a").list();
        assertEquals(OptionalLong.of(1), list.get(0).whole());
        assertEquals(2.5, list.get(1).number().orElseThrow());
        assertEquals("x", list.get(2).text());
        assertTrue(list.get(3).isTrue() && list.get(4).isFalse());
        assertFalse(list.get(5).isThere());
        assertTrue(list.get(6).isObject());
        assertEquals(1.2345678901234568e20, json.get("big").number().orElseThrow());
        assertEquals(List.of("a", "big"), List.copyOf(json.fields().keySet()));
    }

    @Test
    void readsWhatIsNotThereAsNothing() {
        Node nothing = Json.parse("7").orElseThrow().get("a").get("b");

        assertEquals("", nothing.text());
        assertEquals(List.of(), nothing.list());
        assertEquals(Map.of(), nothing.fields());
        assertFalse(nothing.isThere() || nothing.isTrue() || nothing.isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "{} {}", "<html>", "{'a':1}", "\"", "nul"})
    void tellsWhatIsNoJson(String text) {
        assertEquals(Optional.empty(), Json.parse(text));
    }

    @Test
    void limitsNesting() {
        assertTrue(Json.parse("[".repeat(30) + "]".repeat(30)).isPresent());
        assertEquals(Optional.empty(), Json.parse("[".repeat(50) + "]".repeat(50)));
    }

    @Test
    void writesWhatItReads() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a \"b\"\n\u001b");
        object.put("number", 1L);
        object.put("flag", true);
        object.put("nothing", null);
        object.put("inner", Map.of("x", 2.5));

        String text = Json.write(object);

        assertEquals("{\"text\":\"a \\\"b\\\"\\n\\u001B\",\"number\":1,\"flag\":true,\"nothing\":null,\"inner\":{\"x\":2.5}}",
                text);
        Node read = Json.parse(text).orElseThrow();
        assertEquals(List.copyOf(object.keySet()), List.copyOf(read.fields().keySet()));
        object.forEach((name, value) -> assertEquals(value, name.equals("inner")
                ? Map.of("x", read.get(name).get("x").value()) : read.get(name).value()));
    }
}
