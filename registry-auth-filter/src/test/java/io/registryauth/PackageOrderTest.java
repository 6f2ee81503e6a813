package io.registryauth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.Filter;

/** Who may know whom: spi, settings and reload know nothing, the parts know what lies below, the root orders them all. */
@AnalyzeClasses(packages = "io.registryauth", importOptions = DoNotIncludeTests.class)
class PackageOrderTest {
    @ArchTest
    static final ArchRule PACKAGES_KNOW_ONLY_WHAT_LIES_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy("io.registryauth")
            .layer("htpasswd")
            .definedBy("io.registryauth.htpasswd")
            .layer("login")
            .definedBy("io.registryauth.login")
            .layer("registry")
            .definedBy("io.registryauth.registry")
            .layer("policy")
            .definedBy("io.registryauth.policy")
            .layer("rules")
            .definedBy("io.registryauth.rules")
            .layer("settings")
            .definedBy("io.registryauth.settings")
            .layer("reload")
            .definedBy("io.registryauth.reload")
            .layer("spi")
            .definedBy("io.registryauth.spi")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("htpasswd")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("login")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("registry")
            .mayOnlyBeAccessedByLayers("root", "rules")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("root", "rules")
            .whereLayer("reload")
            .mayOnlyBeAccessedByLayers("root", "htpasswd", "rules")
            .whereLayer("reload")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayNotAccessAnyLayer()
            .whereLayer("spi")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule THE_SPI_USES_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage("io.registryauth.spi")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.registryauth.spi", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule RELOADING_USES_THE_JDK_AND_A_LOG = classes()
            .that()
            .resideInAPackage("io.registryauth.reload")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.slf4j..", "io.registryauth.reload", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule SERVLETS_ARE_KNOWN_WHERE_REQUESTS_ARE = noClasses()
            .that()
            .resideOutsideOfPackages("io.registryauth", "io.registryauth.registry")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Filter.class.getPackageName() + "..");
}
