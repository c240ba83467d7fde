package dev.keystile;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Formatter;
import org.jspecify.annotations.NullMarked;

/** The laws that hold for all modules; what holds inside one module alone is tested there. */
@AnalyzeClasses(packages = "dev.keystile", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** Leaves out the tests of this module, and those that other modules share as jars. */
    static final class WithoutTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return new DoNotIncludeTests().includes(location) && !location.contains("-tests.jar");
        }
    }

    private static final String[] ON_THE_WAY = {
        "dev.keystile.key..",
        "dev.keystile.request..",
        "dev.keystile.credential..",
        "dev.keystile.route..",
        "dev.keystile.cache..",
        "dev.keystile.policy..",
        "dev.keystile.reply..",
        "dev.keystile.decision..",
        "dev.keystile.servlet.."
    };

    @ArchTest
    static final ArchRule modulesDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy(
                    "dev.keystile.internal.file..",
                    "dev.keystile.key..",
                    "dev.keystile.request..",
                    "dev.keystile.credential..",
                    "dev.keystile.route..",
                    "dev.keystile.async..",
                    "dev.keystile.store..",
                    "dev.keystile.cache..",
                    "dev.keystile.legacy..",
                    "dev.keystile.policy..",
                    "dev.keystile.reply..",
                    "dev.keystile.decision..",
                    "dev.keystile.config..",
                    "dev.keystile.setting..",
                    "dev.keystile.yaml..")
            .layer("servlet")
            .definedBy("dev.keystile.servlet..")
            .layer("jdbc")
            .definedBy("dev.keystile.jdbc..")
            .layer("assertion")
            .definedBy("dev.keystile.assertion..")
            .layer("micrometer")
            .definedBy("dev.keystile.micrometer..")
            .layer("gateway")
            .definedBy("dev.keystile.gateway..", "dev.keystile.cli..")
            .layer("demo")
            .definedBy("dev.keystile.demo..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("servlet")
            .mayOnlyAccessLayers("core")
            .whereLayer("jdbc")
            .mayOnlyAccessLayers("core")
            .whereLayer("assertion")
            .mayOnlyAccessLayers("core")
            .whereLayer("micrometer")
            .mayOnlyAccessLayers("core")
            .whereLayer("gateway")
            .mayOnlyAccessLayers("core", "servlet", "jdbc", "assertion")
            .whereLayer("demo")
            .mayOnlyAccessLayers("core", "servlet", "jdbc", "gateway");

    @ArchTest
    static final ArchRule packagesOfTheCoreDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("file")
            .definedBy("dev.keystile.internal.file..")
            .layer("key")
            .definedBy("dev.keystile.key..")
            .layer("setting")
            .definedBy("dev.keystile.setting..")
            .layer("yaml")
            .definedBy("dev.keystile.yaml..")
            .layer("request")
            .definedBy("dev.keystile.request..")
            .layer("credential")
            .definedBy("dev.keystile.credential..")
            .layer("route")
            .definedBy("dev.keystile.route..")
            .layer("store")
            .definedBy("dev.keystile.store..")
            .layer("async")
            .definedBy("dev.keystile.async..")
            .layer("cache")
            .definedBy("dev.keystile.cache..")
            .layer("legacy")
            .definedBy("dev.keystile.legacy..")
            .layer("policy")
            .definedBy("dev.keystile.policy..")
            .layer("reply")
            .definedBy("dev.keystile.reply..")
            .layer("decision")
            .definedBy("dev.keystile.decision..")
            .layer("config")
            .definedBy("dev.keystile.config..")
            .whereLayer("file")
            .mayNotAccessAnyLayer()
            .whereLayer("key")
            .mayNotAccessAnyLayer()
            .whereLayer("setting")
            .mayOnlyAccessLayers("key")
            .whereLayer("yaml")
            .mayOnlyAccessLayers("key", "setting")
            .whereLayer("request")
            .mayOnlyAccessLayers("key")
            .whereLayer("credential")
            .mayOnlyAccessLayers("async", "key", "request")
            .whereLayer("route")
            .mayOnlyAccessLayers("key")
            .whereLayer("store")
            .mayOnlyAccessLayers("file", "key", "setting", "yaml")
            .whereLayer("async")
            .mayNotAccessAnyLayer()
            .whereLayer("cache")
            .mayOnlyAccessLayers("async", "key", "setting", "store")
            .whereLayer("legacy")
            .mayOnlyAccessLayers("async", "key", "store", "cache")
            .whereLayer("policy")
            .mayOnlyAccessLayers("key", "request", "route")
            .whereLayer("reply")
            .mayOnlyAccessLayers("key", "request", "credential", "policy")
            .whereLayer("decision")
            .mayOnlyAccessLayers(
                    "async", "key", "request", "credential", "route", "store", "cache", "legacy", "policy", "reply")
            .whereLayer("config")
            .mayOnlyAccessLayers(
                    "file",
                    "key",
                    "request",
                    "credential",
                    "route",
                    "store",
                    "cache",
                    "legacy",
                    "policy",
                    "reply",
                    "decision",
                    "setting",
                    "yaml");

    @ArchTest
    static final ArchRule noPackageCycle =
            slices().matching("dev.keystile.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule servletsOnlyInTheFilterTheGatewayAndTheDemo =
            only("jakarta.servlet..", "dev.keystile.servlet..", "dev.keystile.gateway..", "dev.keystile.demo..");

    @ArchTest
    static final ArchRule nimbusOnlyInTheAssertionAndTheDemo =
            only("com.nimbusds..", "dev.keystile.assertion..", "dev.keystile.demo..");

    @ArchTest
    static final ArchRule micrometerOnlyInItsModule = only("io.micrometer..", "dev.keystile.micrometer..");

    /** The Spring modules are not on the class path here, and have an architecture test of their own. */
    @ArchTest
    static final ArchRule springOnlyInItsModules = only("org.springframework..", "dev.keystile.spring..");

    @ArchTest
    static final ArchRule yamlOnlyInItsReaderAndTheKeyFile =
            only("org.snakeyaml..", "dev.keystile.yaml", "dev.keystile.store.file");

    @ArchTest
    static final ArchRule picocliOnlyInTheCommandLine =
            only("picocli..", "dev.keystile.cli", "dev.keystile.demo.command");

    @ArchTest
    static final ArchRule sqlOnlyWhereDatabasesAre = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.keystile.jdbc..", "dev.keystile.cli.internal.database..", "dev.keystile.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "com.zaxxer..",
                    "org.jdbi..",
                    "org.flywaydb..",
                    "org.h2..",
                    "org.postgresql..");

    @ArchTest
    static final ArchRule cachingOnlyBehindTheCachedStore = noClasses()
            .that()
            .resideOutsideOfPackages("dev.keystile.cache..", "dev.keystile.assertion..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule theKeyKnowsNothingButTheJdk = noClasses()
            .that()
            .resideInAPackage("dev.keystile.key..")
            .should()
            .dependOnClassesThat(not(resideInAPackage("java..")
                    .or(resideInAPackage("dev.keystile.key.."))
                    .or(resideInAPackage("org.jspecify.annotations"))));

    @ArchTest
    static final ArchRule noThreadLocal = noClasses().should().dependOnClassesThat(assignableTo(ThreadLocal.class));

    @ArchTest
    static final ArchRule noRegularExpressionOnTheWay = noClasses()
            .that()
            .resideInAnyPackage(ON_THE_WAY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..")
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .orShould()
            .callMethod(String.class, "replaceFirst", String.class, String.class);

    @ArchTest
    static final ArchRule noFormattingOnTheWay = noClasses()
            .that()
            .resideInAnyPackage(ON_THE_WAY)
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Formatter.class);

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideInAnyPackage(ON_THE_WAY)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule publicClassesAreClosed = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotAssignableTo(Throwable.class)
            .should(be(closed()));

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

    @ArchTest
    static final ArchRule onlyTheCommandLineWritesToTheConsole = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.keystile.cli.LocalContext")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    private static ArchRule only(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> closed() {
        return DescribedPredicate.describe(
                "final or sealed",
                type -> type.getModifiers().contains(JavaModifier.FINAL)
                        || type.isEnum()
                        || type.reflect().isSealed());
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.getPackageInfo().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, home.getName() + " is not @NullMarked"));
            }
        };
    }
}
