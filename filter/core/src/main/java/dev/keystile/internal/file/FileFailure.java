package dev.keystile.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file could not be used. The message of a {@link FileSystemException} is only the name of the file. */
public final class FileFailure {

    private FileFailure() {}

    /** The reason of a failure, for a message that names the file. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "the user " + System.getProperty("user.name") + " has no permission";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        String message = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
