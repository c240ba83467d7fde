package dev.keystile.setting;

import java.io.Serializable;

/** Where a setting was given. The text form stands in front of the messages about that setting. */
public sealed interface Place extends Serializable {

    /**
     * A file.
     *
     * @param file what messages call the file
     * @param line counted from 1; 0 if the file as a whole is meant
     * @param column counted from 1; 0 if the line as a whole is meant
     */
    record InFile(String file, int line, int column) implements Place {

        /** File and line, such as {@code keystile.yaml:12}. */
        @Override
        public String toString() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    /**
     * An init-param of a filter in {@code web.xml}.
     *
     * @param name the name of the init-param
     */
    record InitParam(String name) implements Place {

        @Override
        public String toString() {
            return "init-param";
        }
    }

    /**
     * A method of a builder.
     *
     * @param method the name of the method
     */
    record BuilderMethod(String method) implements Place {

        /** The call, such as {@code builder().freshFor(...)}. */
        @Override
        public String toString() {
            return "builder()." + method + "(...)";
        }
    }
}
