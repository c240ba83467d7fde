package dev.keystile.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What is optional is used in one place alone, so that a service starts without it. */
@AnalyzeClasses(packages = "dev.keystile.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class SpringArchitectureTest {

    private static final String CONFIGURATIONS = "dev.keystile.spring.autoconfigure";
    private static final String INTERNAL = "dev.keystile.spring.internal.";

    @ArchTest
    static final ArchRule noPackageCycle =
            slices().matching("dev.keystile.spring.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule publicClassesAreClosed =
            classes().that().arePublic().and().areNotInterfaces().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule securityIsOptional =
            only("org.springframework.security..", "dev.keystile.spring", INTERNAL + "security", CONFIGURATIONS);

    @ArchTest
    static final ArchRule actuatorIsOptional =
            only("org.springframework.boot.actuate..", INTERNAL + "actuate", INTERNAL + "config", CONFIGURATIONS);

    @ArchTest
    static final ArchRule healthIsOptional =
            only("org.springframework.boot.health..", INTERNAL + "actuate", CONFIGURATIONS);

    @ArchTest
    static final ArchRule micrometerIsOptional = only("io.micrometer..", CONFIGURATIONS);

    @ArchTest
    static final ArchRule theGatewayIsOptional =
            only("org.springframework.cloud..", INTERNAL + "proxy", CONFIGURATIONS);

    @ArchTest
    static final ArchRule databasesAreOptional =
            only("javax.sql..", INTERNAL + "store", INTERNAL + "admin", CONFIGURATIONS);

    @ArchTest
    static final ArchRule transactionsAreOptional =
            only("org.springframework.transaction..", INTERNAL + "admin", CONFIGURATIONS);

    @ArchTest
    static final ArchRule theWebFrameworkIsOptional =
            only("org.springframework.web.servlet..", INTERNAL + "web", INTERNAL + "proxy", CONFIGURATIONS);

    private static ArchRule only(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
