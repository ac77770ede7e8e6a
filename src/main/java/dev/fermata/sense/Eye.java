package dev.fermata.sense;

/** Reads one kind of thing out of a picture. Once it has read a picture of a size it allocates nothing for the next. */
interface Eye {
    /** How many pixels around the region it wants to see as well, where there are any. */
    default int margin() {
        return 0;
    }

    /**
     * Reads.
     *
     * @param now the region with so many pixels around it
     * @param margin as asked for, or 0
     */
    void read(Picture now, int margin, Reading into);
}
