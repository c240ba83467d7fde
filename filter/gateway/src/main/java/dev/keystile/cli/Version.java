package dev.keystile.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    private final CommandContext context;

    Version(CommandContext context) {
        this.context = context;
    }

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {context.program().name() + " " + (version == null ? "(not packaged)" : version)};
    }
}
