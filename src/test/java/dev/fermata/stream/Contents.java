package dev.fermata.stream;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** How much is in the collections of an object of this package, and in those of what it has. */
final class Contents {
    private static final String OURS = Contents.class.getPackageName();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int count;

    private Contents() {
    }

    /** So many things altogether. */
    static int of(Object object) {
        Contents contents = new Contents();
        contents.add(object);
        return contents.count;
    }

    private void add(Object object) {
        if (object == null || !seen.add(object)) {
            return;
        }
        if (object instanceof Collection<?> collection) {
            count += collection.size();
            collection.forEach(this::add);
        } else if (object instanceof Map<?, ?> map) {
            count += map.size();
            map.values().forEach(this::add);
        } else if (object.getClass().getPackageName().equals(OURS)) {
            for (Field field : object.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(value(field, object));
                }
            }
        }
    }

    private static Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
