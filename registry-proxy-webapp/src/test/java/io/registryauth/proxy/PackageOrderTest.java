package io.registryauth.proxy;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages in their order: what only {@code java -jar} needs knows the web application, never the other way. */
@AnalyzeClasses(packages = "io.registryauth.proxy", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTest {
    @ArchTest
    static final ArchRule eachPackageKnowsOnlyThoseBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("server")
            .definedBy("io.registryauth.proxy.server")
            .layer("webapp")
            .definedBy("io.registryauth.proxy")
            .layer("exchange")
            .definedBy("io.registryauth.proxy.exchange")
            .layer("settings")
            .definedBy("io.registryauth.proxy.settings")
            .layer("origin")
            .definedBy("io.registryauth.proxy.origin")
            .layer("pem")
            .definedBy("io.registryauth.proxy.pem")
            .layer("access")
            .definedBy("io.registryauth.proxy.access")
            .layer("user")
            .definedBy("io.registryauth.proxy.user")
            .layer("buffer")
            .definedBy("io.registryauth.proxy.buffer")
            .layer("log")
            .definedBy("io.registryauth.proxy.log")
            .layer("text")
            .definedBy("io.registryauth.proxy.text")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("webapp")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("exchange")
            .mayOnlyBeAccessedByLayers("webapp", "access", "server")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("exchange", "webapp", "server")
            .whereLayer("origin")
            .mayOnlyBeAccessedByLayers("settings", "exchange", "access", "webapp", "server")
            .whereLayer("pem")
            .mayOnlyBeAccessedByLayers("exchange", "server")
            .whereLayer("user")
            .mayOnlyBeAccessedByLayers("access", "server")
            .whereLayer("buffer")
            .mayOnlyBeAccessedByLayers("exchange", "server")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers("log", "user", "access", "server")
            .whereLayer("log")
            .mayNotBeAccessedByAnyLayer();
}
