package dev.keystile.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFailureTest {

    @Test
    void theReasonIsInWords() {
        assertThat(FileFailure.reason(new AccessDeniedException("keys.yaml.lock")))
                .isEqualTo("the user " + System.getProperty("user.name") + " has no permission");
        assertThat(FileFailure.reason(new NoSuchFileException("a/keys.yaml"))).isEqualTo("no such file or folder");
        assertThat(FileFailure.reason(new FileSystemException("keys.yaml", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(FileFailure.reason(new IOException("No locks available"))).isEqualTo("No locks available");
        assertThat(FileFailure.reason(new FileAlreadyExistsException("keys.yaml")))
                .isEqualTo("FileAlreadyExistsException");
    }
}
