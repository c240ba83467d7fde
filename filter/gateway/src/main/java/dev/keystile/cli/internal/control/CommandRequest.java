package dev.keystile.cli.internal.control;

import dev.keystile.gateway.internal.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A client's request to execute a command.
 *
 * @param protocol the version of the protocol on the socket
 * @param arguments the arguments of the command line
 * @param terminal whether the output of the client is a terminal
 */
record CommandRequest(int protocol, List<String> arguments, boolean terminal) {

    static final int PROTOCOL = 1;

    CommandRequest {
        arguments = List.copyOf(arguments);
    }

    /**
     * The request as a frame.
     *
     * @throws IllegalArgumentException if the arguments are too long for one frame
     */
    Frame toFrame() {
        Frame frame = Frame.of(Frame.Type.COMMAND, Json.text(this));
        if (frame.content().length > Frame.MAX_CONTENT) {
            throw new IllegalArgumentException("the arguments are longer than " + Frame.MAX_CONTENT + " bytes");
        }
        return frame;
    }

    /**
     * The request in a frame.
     *
     * @throws IOException if the frame holds something else
     */
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

    /** The number of arguments, without the arguments, which may hold a key. */
    @Override
    public String toString() {
        return "CommandRequest[" + arguments.size() + " arguments]";
    }
}
