package dev.fermata.app;

import dev.fermata.control.AgentControl;
import dev.fermata.control.PauseControl;
import dev.fermata.control.PauseResult;
import dev.fermata.model.Action;
import dev.fermata.model.Lane;
import dev.fermata.observe.Latencies;

/** Records how long resumes of clients take; passes everything on. */
record TimedPauseControl(PauseControl control, Latencies latencies) implements PauseControl {
    @Override
    public PauseResult pause(PauseRequest request) {
        return control.pause(request);
    }

    @Override
    public PauseResult resume(String client) {
        return resumed(control.resume(client));
    }

    @Override
    public PauseResult resumeAll() {
        return resumed(control.resumeAll());
    }

    @Override
    public PauseResult toggle(PauseRequest request) {
        PauseResult result = control.toggle(request);
        boolean paused = result.holds().stream().anyMatch(hold -> hold.holder().equals(request.holder()));
        return paused ? result : resumed(result);
    }

    @Override
    public Submitted submit(String client, Action action, Lane lane) {
        return control.submit(client, action, lane);
    }

    @Override
    public boolean stop(String reason) {
        return control.stop(reason);
    }

    @Override
    public AgentControl.Started start(String reason) {
        return control.start(reason);
    }

    private PauseResult resumed(PauseResult result) {
        if (result.changed()) {
            latencies.record(Latencies.Measure.RESUME, result.tookNanos());
        }
        return result;
    }
}
