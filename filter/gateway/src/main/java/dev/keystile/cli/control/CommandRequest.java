package dev.keystile.cli.control;

import dev.keystile.gateway.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A command that a client wants to be executed.
 *
 * @param protocol the version of what is said on the socket
 * @param arguments as they were given to the client
 * @param terminal whether somebody watches the output
 */
record CommandRequest(int protocol, List<String> arguments, boolean terminal) {

    static final int PROTOCOL = 1;

    CommandRequest {
        arguments = List.copyOf(arguments);
    }

    /** @throws IllegalArgumentException if there is too much for one message */
    Frame toFrame() {
        Frame frame = Frame.of(Frame.Type.COMMAND, Json.text(this));
        if (frame.content().length > Frame.MAX_CONTENT) {
            throw new IllegalArgumentException("the arguments are longer than " + Frame.MAX_CONTENT + " bytes");
        }
        return frame;
    }

    /** @throws IOException if it is something else */
    static CommandRequest of(Frame frame) throws IOException {
        try {
            JsonNode json = Json.parse(frame.content());
            List<String> arguments = new ArrayList<>();
            for (JsonNode argument : json.required("arguments")) {
                arguments.add(argument.stringValue());
            }
            return new CommandRequest(
                    json.required("protocol").intValue(),
                    arguments,
                    json.required("terminal").booleanValue());
        } catch (JacksonException e) {
            throw new IOException("what came is no command", e);
        }
    }

    /** How many arguments; one may be a secret. */
    @Override
    public String toString() {
        return "CommandRequest[" + arguments.size() + " arguments]";
    }
}
