package dev.fermata.record;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Everything that an object of ours holds, as a text: what a dump of the heap would show of it. */
final class Innards {
    private final Map<Object, Boolean> seen = new IdentityHashMap<>();

    private Innards() {
    }

    static String of(Object object) {
        return new Innards().text(object);
    }

    private String text(Object object) {
        if (object == null || object instanceof Enum || object instanceof Number || object instanceof Boolean
                || object instanceof String || object instanceof Record) {
            return String.valueOf(object);
        }
        if (object instanceof Collection<?> all) {
            return all.stream().map(this::text).toList().toString();
        }
        if (object instanceof long[] all) {
            return Arrays.toString(all);
        }
        if (seen.put(object, true) != null || !object.getClass().getName().startsWith("dev.fermata")
                || object.getClass().isHidden()) {
            return object.getClass().getSimpleName();
        }
        List<String> fields = new ArrayList<>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field.getName() + "=" + value(field, object));
            }
        }
        return fields.toString();
    }

    private String value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return text(field.get(of));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
