package dev.keystile.cli;

import dev.keystile.cli.internal.database.OtherTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program of the command line: its name, and its commands besides {@code help}.
 *
 * <pre>{@code
 * System.exit(Program.named("keystile", "API keys", KeysCommand.class, GatewayCommand.class).run(args));
 * }</pre>
 */
public final class Program {

    private final String name;
    private final String description;
    private final List<Class<?>> commands;
    private final @Nullable String defaultCommand;
    private final OtherTables tables;

    private Program(
            String name,
            String description,
            List<Class<?>> commands,
            @Nullable String defaultCommand,
            OtherTables tables) {
        this.name = name;
        this.description = description;
        this.commands = commands;
        this.defaultCommand = defaultCommand;
        this.tables = tables;
    }

    /**
     * A program.
     *
     * @param name what messages begin with
     * @param commands picocli commands, in the order in which {@code help} lists them; one whose only constructor
     *     parameter is a {@link CommandContext} gets it
     */
    public static Program named(String name, String description, Class<?>... commands) {
        return new Program(name, description, List.of(commands), null, OtherTables.NONE);
    }

    /** This program, which runs a command if the arguments name none. */
    public Program withDefault(String command) {
        return new Program(name, description, commands, command, tables);
    }

    /** This program, whose databases hold tables of its own. */
    public Program withTables(OtherTables others) {
        return new Program(name, description, commands, defaultCommand, others);
    }

    /**
     * Runs a command of this process's command line.
     *
     * @return the exit code
     */
    public int run(String... args) {
        return RootCommand.run(this, args);
    }

    /** What messages begin with. */
    public String name() {
        return name;
    }

    String description() {
        return description;
    }

    List<Class<?>> commands() {
        return commands;
    }

    /** Null if a command has to be named. */
    @Nullable
    String defaultCommand() {
        return defaultCommand;
    }

    OtherTables tables() {
        return tables;
    }
}
