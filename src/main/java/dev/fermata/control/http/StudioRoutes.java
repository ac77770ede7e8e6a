package dev.fermata.control.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.control.Looking;
import dev.fermata.control.Studio;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where profiles are worked on. Nothing that does so is loaded before it is asked for. Thread-safe. */
final class StudioRoutes {
    private final RequestReader requests;
    private final Supplier<Studio> studios;
    private final Optional<Function<Studio, Looking>> lookings;
    @GuardedBy("this")
    private Studio studio;
    @GuardedBy("this")
    private StudioEndpoints endpoints;
    @GuardedBy("this")
    private LookEndpoints looking;

    /** @param lookings makes what sees the screen; empty where nobody may see it */
    StudioRoutes(RequestReader requests, Supplier<Studio> studios, Optional<Function<Studio, Looking>> lookings) {
        this.requests = requests;
        this.studios = studios;
        this.lookings = lookings;
    }

    void addTo(Routes all) {
        all.slowGet("/profiles", request -> endpoints().list())
                .slowGet("/profiles/{name}", request -> endpoints().read(request))
                .slowPost("/profiles/{name}", request -> endpoints().save(request))
                .slowPost("/profiles/{name}/new", request -> endpoints().make(request))
                .slowPost("/profiles/{name}/copy", request -> endpoints().copy(request))
                .slowPost("/profiles/{name}/rename", request -> endpoints().rename(request))
                .slowPost("/profiles/{name}/delete", request -> endpoints().delete(request))
                .slowPost("/trash/{name}/restore", request -> endpoints().restore(request))
                .slowPost("/edit", request -> endpoints().edit(request))
                .slowPost("/preview", request -> endpoints().preview(request))
                .slowPost("/check", request -> endpoints().check(request))
                .slowGet("/screen.png", request -> looking().picture(request))
                .slowPost("/profiles/{name}/reading", request -> looking().read(request))
                .slowPost("/profiles/{name}/learn", request -> looking().learn(request));
    }

    private synchronized LookEndpoints looking() throws Refusal {
        if (looking == null) {
            Function<Studio, Looking> maker = lookings.orElseThrow(() -> new Refusal(403, "screen_off",
                    "the agent shows its screen to no page (--no-screen)", "a run without --no-screen"));
            looking = new LookEndpoints(requests, maker.apply(studio()));
        }
        return looking;
    }

    private synchronized Studio studio() {
        if (studio == null) {
            studio = studios.get();
        }
        return studio;
    }

    private synchronized StudioEndpoints endpoints() {
        if (endpoints == null) {
            endpoints = new StudioEndpoints(requests, studio());
        }
        return endpoints;
    }
}
