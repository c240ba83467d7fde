package dev.keystile.containers;

/** The containers of the suite. */
enum Container {
    JETTY_EE10("jetty-ee10", "JettyEe10Launcher"),
    JETTY_EE11("jetty-ee11", "JettyEe11Launcher"),
    TOMCAT_10("tomcat-10", "TomcatLauncher"),
    TOMCAT_11("tomcat-11", "TomcatLauncher"),
    UNDERTOW("undertow", "UndertowLauncher");

    private final String folder;
    private final String launcher;

    Container(String folder, String launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /** The folder with the container's jars. */
    String folder() {
        return folder;
    }

    String launcher() {
        return "dev.keystile.containers.launch." + launcher;
    }
}
