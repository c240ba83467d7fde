package dev.keystile.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file that a command makes, in the process in which the command was typed. An option of this type is what lets a
 * service have it written there.
 *
 * @param name its path as it was typed
 */
public record OutputFile(String name) {

    /** For picocli. */
    static final class Converter implements ITypeConverter<OutputFile> {
        @Override
        public OutputFile convert(String value) {
            if (value.isBlank()) {
                throw new TypeConversionException("the name is empty; name a new file");
            }
            return new OutputFile(value);
        }
    }
}
