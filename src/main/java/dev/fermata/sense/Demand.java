package dev.fermata.sense;

/**
 * What is to be looked at just now, and how often that has changed: what was seen before the last change is old news
 * (nothing seen before a hold is acted on after it). Immutable.
 *
 * @param all how often it changed whether all sensors are looked at
 * @param few how often it changed whether those are that are needed in holds of priority keys
 */
record Demand(What what, int all, int few) {
    /** What is to be looked at. */
    enum What {
        /** Nothing: the agent is stopped. */
        STOPPED,
        /** Nothing: somebody holds. */
        HELD,
        /** The sensors of skills that run during holds: nothing but priority keys holds. */
        FEW,
        /** Every sensor. */
        ALL;

        boolean looks() {
            return this == FEW || this == ALL;
        }
    }

    static final Demand STOPPED = new Demand(What.STOPPED, 0, 0);

    Demand next(What next) {
        return next == what ? this : new Demand(next, (next == What.ALL) == (what == What.ALL) ? all : all + 1,
                next.looks() == what.looks() ? few : few + 1);
    }

    /** Whether a sensor is looked at. */
    boolean wants(boolean isNeededInHolds) {
        return what == What.ALL || what == What.FEW && isNeededInHolds;
    }

    /** Whether what was seen of a sensor under that one may be believed under this one. */
    boolean believes(Demand that, boolean isNeededInHolds) {
        return wants(isNeededInHolds) && (isNeededInHolds ? that.few == few : that.all == all);
    }

    /** Why a sensor is not looked at. */
    Why why() {
        return what == What.STOPPED ? Why.STOPPED : Why.HELD;
    }
}
