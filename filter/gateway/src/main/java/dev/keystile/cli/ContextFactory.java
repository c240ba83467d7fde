package dev.keystile.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the command objects; a constructor with a {@link CommandContext} parameter gets the context. */
final class ContextFactory implements IFactory {

    private final CommandContext context;

    ContextFactory(CommandContext context) {
        this.context = context;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == CommandContext.class) {
                return type.cast(constructor.newInstance(context));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
