package dev.keystile.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"dev.keystile.gateway", "dev.keystile.cli"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.keystile.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theGatewayDoesNotKnowTheCommandLine = noClasses()
            .that()
            .resideInAPackage("dev.keystile.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keystile.cli..");

    @ArchTest
    static final ArchRule partsOfTheGatewayDoNotKnowWhatPutsThemTogether = noClasses()
            .that()
            .resideInAPackage("dev.keystile.gateway.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keystile.gateway");

    @ArchTest
    static final ArchRule controlAndDatabaseDoNotKnowTheCommands = noClasses()
            .that()
            .resideInAPackage("dev.keystile.cli.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keystile.cli");

    @ArchTest
    static final ArchRule theServerIsForEveryService = noClasses()
            .that()
            .resideInAPackage("dev.keystile.gateway.internal.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.keystile.gateway.internal.external..",
                    "dev.keystile.gateway.internal.identity..",
                    "dev.keystile.gateway.internal.upstream..");
}
