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
    static final ArchRule noCyclesInTheGateway =
            slices().matching("dev.keystile.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theGatewayKnowsNothingOfTheDemosService = noClasses()
            .that()
            .resideInAPackage("..gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..organization..", "..connection..", "..sso..", "..dashboard..", "..activity..", "..database..");

    @ArchTest
    static final ArchRule partsOfTheGatewayDoNotKnowWhatPutsThemTogether = noClasses()
            .that()
            .resideInAPackage("..gateway.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.keystile.gateway");
}
