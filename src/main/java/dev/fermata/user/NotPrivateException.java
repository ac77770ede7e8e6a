package dev.fermata.user;

import java.io.IOException;
import java.nio.file.Path;

/** A file or folder that only this user should have is not: the message says which, why and what to do. */
public final class NotPrivateException extends IOException {
    private static final long serialVersionUID = 1L;

    NotPrivateException(Path path, String problem, String advice) {
        super(path + " " + problem + "; " + advice);
    }
}
