package dev.fermata.control.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fermata.control.Studio;
import java.util.function.Supplier;

/** Where profiles are worked on. Nothing that does so is loaded before it is asked for. Thread-safe. */
final class StudioRoutes {
    private final RequestReader requests;
    private final Supplier<Studio> studios;
    @GuardedBy("this")
    private StudioEndpoints endpoints;

    StudioRoutes(RequestReader requests, Supplier<Studio> studios) {
        this.requests = requests;
        this.studios = studios;
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
                .slowPost("/check", request -> endpoints().check(request));
    }

    private synchronized StudioEndpoints endpoints() {
        if (endpoints == null) {
            endpoints = new StudioEndpoints(requests, studios.get());
        }
        return endpoints;
    }
}
