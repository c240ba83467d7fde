package dev.keystile.containers;

import java.util.Arrays;

/** The containers of the suite: each has a module that runs the suite on it. */
enum Container {
    JETTY_EE10("jetty-ee10", "JettyEe10Launcher"),
    JETTY_EE11("jetty-ee11", "JettyEe11Launcher"),
    TOMCAT_10("tomcat-10", "TomcatLauncher"),
    TOMCAT_11("tomcat-11", "TomcatLauncher"),
    UNDERTOW("undertow", "UndertowLauncher");

    private static final String PREFIX = "keystile-on-";

    private final String module;
    private final String launcher;

    Container(String module, String launcher) {
        this.module = module;
        this.launcher = launcher;
    }

    /** The container of the module whose tests run. */
    static Container current() {
        String artifact = System.getProperty("suite.container", "");
        return Arrays.stream(values())
                .filter(container -> artifact.equals(PREFIX + container.module))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "suite.container is '" + artifact + "'; it must be the artifact of a container's module"));
    }

    String launcher() {
        return "dev.keystile.containers.launch." + launcher;
    }
}
