package dev.keystile.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.keystile.demo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.keystile.demo.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theDemoUsesTheServerOfTheGatewayAndNotTheGateway = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.keystile.gateway",
                    "dev.keystile.gateway.internal.external..",
                    "dev.keystile.gateway.internal.identity..",
                    "dev.keystile.gateway.internal.upstream..");
}
