package dev.keystile.setting;

import java.io.Serializable;

/** The place of a setting in a configuration. Messages about the setting begin with its {@code toString()}. */
public sealed interface Place extends Serializable {

    /**
     * A file.
     *
     * @param file the name of the file for messages
     * @param line counted from 1; 0 for the whole file
     * @param column counted from 1; 0 for the whole line
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

    /**
     * A property of a framework that has no line.
     *
     * @param origin the place as the framework names it, such as {@code System Environment Property "KEYSTILE_CONFIG"}
     */
    record Property(String origin) implements Place {

        @Override
        public String toString() {
            return origin;
        }
    }
}
