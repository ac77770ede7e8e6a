package dev.fermata.config.profile;

import java.util.ArrayList;
import java.util.List;

/** A text that is changed step by step, and what has become of the one that it was. Confined to one thread. */
final class EditedText {
    private final String original;
    private List<Piece> pieces = new ArrayList<>();

    /** A part of the original, or of what was put in. @param from in the original; -1 for what was put in */
    private record Piece(int from, String text) {
        Piece part(int begin, int end) {
            return new Piece(from < 0 ? -1 : from + begin, text.substring(begin, end));
        }
    }

    EditedText(String original) {
        this.original = original;
        pieces.add(new Piece(0, original));
    }

    /** As it is now. */
    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    /** Changes it as it is now. */
    void apply(TextEdit edit) {
        List<Piece> changed = new ArrayList<>();
        boolean put = false;
        int at = 0;
        for (Piece piece : pieces) {
            int end = at + piece.text().length();
            if (edit.from() > at) {
                changed.add(piece.part(0, Math.min(edit.from(), end) - at));
            }
            if (!put && edit.from() <= end) {
                changed.add(new Piece(-1, edit.insert()));
                put = true;
            }
            if (edit.to() < end) {
                changed.add(piece.part(Math.max(edit.to(), at) - at, piece.text().length()));
            }
            at = end;
        }
        changed.removeIf(piece -> piece.text().isEmpty());
        pieces = changed;
    }

    /** What makes the text of now out of the original: in its order, none touching another. */
    List<TextEdit> edits() {
        List<TextEdit> edits = new ArrayList<>();
        StringBuilder put = new StringBuilder();
        int at = 0;
        for (Piece piece : pieces) {
            if (piece.from() < 0) {
                put.append(piece.text());
                continue;
            }
            if (piece.from() > at || put.length() > 0) {
                edits.add(new TextEdit(at, piece.from(), put.toString()));
                put.setLength(0);
            }
            at = piece.from() + piece.text().length();
        }
        if (at < original.length() || put.length() > 0) {
            edits.add(new TextEdit(at, original.length(), put.toString()));
        }
        return edits;
    }
}
