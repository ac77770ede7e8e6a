package dev.fermata.config.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a change means for what a text says: maps, lists and values. Stateless. */
final class TreeChange {
    private static final String SKILL = ProfileSchema.SKILL.name();

    private TreeChange() {
    }

    /** The same with the change made. */
    static Object made(Object tree, Change change) throws NotDoneException {
        Map<String, Object> top = map(copy(tree));
        if (change instanceof Change.Put put) {
            if (put.value().isPresent()) {
                table(top, put.table()).put(put.key(), put.value().get());
            } else {
                table(top, put.table()).remove(put.key());
            }
        } else if (change instanceof Change.Remove remove) {
            List<Object> path = remove.table();
            table(top, path.subList(0, path.size() - 1)).remove(String.valueOf(path.get(path.size() - 1)));
        } else if (change instanceof Change.AddSensor add) {
            list(top.computeIfAbsent(ProfileSchema.SENSOR.name(), name -> new ArrayList<>()))
                    .add(new LinkedHashMap<>(add.fields()));
        } else {
            List<Object> skills = list(top.computeIfAbsent(SKILL, name -> new ArrayList<>()));
            if (change instanceof Change.AddSkill add) {
                int at = add.before().orElse(skills.size());
                require(at >= 0 && at <= skills.size());
                skills.add(at, new LinkedHashMap<>(add.fields()));
            } else if (change instanceof Change.RemoveSkill remove) {
                require(has(skills, remove.index()));
                skills.remove(remove.index());
            } else if (change instanceof Change.MoveSkill move) {
                require(has(skills, move.index()) && has(skills, move.to()));
                skills.add(move.to(), skills.remove(move.index()));
            }
        }
        return top;
    }

    private static void require(boolean isThere) throws NotDoneException {
        if (!isThere) {
            throw ProfileEditor.noPlace();
        }
    }

    private static boolean has(List<?> list, int index) {
        return index >= 0 && index < list.size();
    }

    private static Map<String, Object> table(Map<String, Object> top, List<Object> path)
            throws NotDoneException {
        Object at = top;
        for (Object part : path) {
            if (part instanceof Integer index) {
                require(at instanceof List<?> list && has(list, index));
                at = list(at).get(index);
            } else {
                at = map(at).computeIfAbsent(part.toString(), name -> new LinkedHashMap<>());
            }
        }
        return map(at);
    }

    /** Without tables that have nothing in them: whether their headers are left is no matter. */
    static Object pruned(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> some = new LinkedHashMap<>();
            map.forEach((name, each) -> {
                Object rest = pruned(each);
                if (!rest.equals(Map.of()) && !(rest.equals(List.of()) && name.equals(SKILL))) {
                    some.put(name, rest);
                }
            });
            return some;
        }
        return value instanceof List<?> list ? list.stream().map(TreeChange::pruned).toList() : value;
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, each) -> copy.put(name, copy(each)));
            return copy;
        }
        return value instanceof List<?> list ? new ArrayList<>(list.stream().map(TreeChange::copy).toList()) : value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) throws NotDoneException {
        require(value instanceof Map);
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) throws NotDoneException {
        require(value instanceof List);
        return (List<Object>) value;
    }
}
