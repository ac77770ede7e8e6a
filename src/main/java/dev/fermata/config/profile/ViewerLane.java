package dev.fermata.config.profile;

import dev.fermata.model.Lane;

/** The lanes that viewers may have something played in: no other can be written down. */
enum ViewerLane {
    LOW(Lane.LOW), NORMAL(Lane.NORMAL);

    private final Lane lane;

    ViewerLane(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }
}
