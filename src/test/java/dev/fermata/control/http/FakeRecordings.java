package dev.fermata.control.http;

import dev.fermata.control.RecordingControl;
import dev.fermata.model.RecordingStatus;
import java.util.List;
import java.util.Optional;

/** Records one tap for whoever asks. */
final class FakeRecordings implements RecordingControl {
    static final String ID = "0123456789abcdef0123456789abcdef";
    static final String BODY = "{\"recording\":\"" + ID + "\"}";

    volatile Request request;

    @Override
    public Optional<Begun> begin(Request wanted) {
        if (request != null) {
            return Optional.empty();
        }
        request = wanted;
        return Optional.of(new Begun(ID));
    }

    @Override
    public Optional<News> news(String id) {
        return request != null && id.equals(ID)
                ? Optional.of(new News(List.of("10 down q", "60010 up q"), 70_000, Optional.empty())) : Optional.empty();
    }

    @Override
    public Optional<News> end(String id) {
        Optional<News> last = news(id);
        request = null;
        return last;
    }

    @Override
    public Optional<RecordingStatus> status() {
        return Optional.ofNullable(request).map(each -> new RecordingStatus(each.by(), "q", 2, 0));
    }
}
