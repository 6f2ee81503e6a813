package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.TestCertificates;
import io.registryauth.proxy.e2e.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code kubernetes}, as far as it can be known without a cluster. */
class KubernetesIT {

    private static final List<String> FILES = List.of("namespace.yaml", "network.yaml", "proxy.yaml", "registry.yaml");

    @TempDir
    private static Path folder;

    private static Example example;
    private static Manifests manifests;

    @BeforeAll
    static void read() throws Exception {
        example = Example.copy("kubernetes", folder, Map.of());
        try (Stream<Path> files = Files.list(example.file(""))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(FILES);
        }
        manifests = Manifests.read(
                String.join("---\n", FILES.stream().map(example::text).toList()));
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowWouldBeSeen() {
        String proxy = example.text("proxy.yaml");

        assertThatThrownBy(() -> Manifests.read(proxy.replace("mountPath", "mountpath")))
                .hasMessageContaining("mountpath");
        assertThatThrownBy(() -> Manifests.read(proxy.replace("minAvailable: 1", "minimum: 1")))
                .hasMessageContaining("minimum");
    }

    @Test
    void podsFulfilTheRestrictedStandard() {
        assertThat(pods()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).hasSize(1).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
            });
        });
    }

    @Test
    void onlyTheProxyReachesTheRegistryAndItReachesNothingElse() {
        V1NetworkPolicy registry = policy("registry");
        V1NetworkPolicy proxy = policy("registry-proxy");

        assertThat(registry.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(registry.getSpec().getIngress()).hasSize(1).allSatisfy(rule -> assertThat(rule.getFrom())
                .hasSize(1)
                .allSatisfy(peer -> assertThat(peer.getPodSelector())
                        .isEqualTo(proxy.getSpec().getPodSelector())));
        assertThat(proxy.getSpec().getPolicyTypes()).contains("Egress");
        assertThat(proxy.getSpec().getEgress())
                .filteredOn(rule -> rule.getPorts().stream()
                        .noneMatch(port -> port.getPort().getIntValue() == 53))
                .hasSize(1)
                .allSatisfy(rule -> assertThat(rule.getTo())
                        .extracting(peer -> peer.getPodSelector())
                        .containsExactly(registry.getSpec().getPodSelector()));
    }

    @Test
    void whatIsSelectedIsThere() {
        List<Map<String, String>> labels = manifests
                .of(V1Deployment.class)
                .map(deployment ->
                        deployment.getSpec().getTemplate().getMetadata().getLabels())
                .toList();
        Stream<V1LabelSelector> selectors = Stream.of(
                        manifests.of(V1Deployment.class).map(it -> it.getSpec().getSelector()),
                        manifests.of(V1PodDisruptionBudget.class).map(it -> it.getSpec()
                                .getSelector()),
                        manifests.of(V1NetworkPolicy.class).map(it -> it.getSpec()
                                .getPodSelector()))
                .flatMap(all -> all);

        assertThat(selectors.map(V1LabelSelector::getMatchLabels)).isNotEmpty().allMatch(labels::contains);
        assertThat(manifests.of(V1Service.class).map(it -> it.getSpec().getSelector()))
                .isNotEmpty()
                .allMatch(labels::contains);
    }

    @Test
    void changesOfSecretsAndRulesArriveAndTheReadmeMakesThem() {
        assertThat(pods())
                .flatMap(pod -> pod.getContainers().get(0).getVolumeMounts())
                .isNotEmpty()
                .allMatch(mount -> mount.getSubPath() == null);
        assertThat(pods())
                .flatMap(V1PodSpec::getVolumes)
                .filteredOn(volume -> volume.getSecret() != null)
                .extracting(volume -> volume.getSecret().getSecretName())
                .containsExactlyInAnyOrder("registry-users", "registry-tls")
                .allMatch(name -> example.commands().get(0).contains(" " + name + " "));
        List<String> maps = manifests
                .of(V1ConfigMap.class)
                .map(map -> map.getMetadata().getName())
                .toList();
        assertThat(pods())
                .flatMap(V1PodSpec::getVolumes)
                .filteredOn(volume -> volume.getConfigMap() != null)
                .extracting(volume -> volume.getConfigMap().getName())
                .containsExactlyInAnyOrderElementsOf(maps);
    }

    @Test
    void theRegistryStartsWithItsConfiguration() throws Exception {
        int port = Daemon.freePort();
        String config = configured("config.yml");
        Path file = Files.writeString(
                folder.resolve("config.yml"), config.replace("addr: :5000", "addr: 127.0.0.1:" + port));
        Command registry = Command.of("docker-registry", "serve", file.toString())
                .withEnvironment("REGISTRY_STORAGE_S3_ACCESSKEY", "key")
                .withEnvironment("REGISTRY_STORAGE_S3_SECRETKEY", "secret")
                .withEnvironment("REGISTRY_HTTP_SECRET", "random")
                // one that the environment of the test may name, which this version cannot read
                .withEnvironment("AWS_CA_BUNDLE", "")
                // a store that refuses connections
                .withEnvironment("REGISTRY_STORAGE_S3_REGIONENDPOINT", "http://127.0.0.1:" + Daemon.freePort());

        URI uri = URI.create("http://127.0.0.1:" + port + "/v2/");
        try (Daemon running = Daemon.start(
                registry, folder.resolve("registry.log"), () -> Http.answers(uri, 200) || Http.answers(uri, 503))) {
            assertThat(running.output()).contains("listening on 127.0.0.1:" + port);
        }
    }

    @Test
    void aProxyWithoutARegistryIsAliveButNotReady(@TempDir Path own) throws Exception {
        int port = Daemon.freePort();
        TestCertificates tls = TestCertificates.create(own);
        Map<String, Object> places = Map.of(
                "http://registry:5000", "http://127.0.0.1:" + Daemon.freePort(),
                "/etc/registry-proxy/users/users.htpasswd", User.writeFile(own.resolve("users"), User.READER),
                "/etc/registry-proxy/access/access.yml",
                        Files.writeString(own.resolve("access.yml"), configured("access.yml")),
                "/etc/registry-proxy/tls/tls.crt", tls.certificate(),
                "/etc/registry-proxy/tls/tls.key", tls.key());
        V1Container container = pod("registry-proxy").getContainers().get(0);
        Command proxy =
                Example.shell("exec java -jar " + Example.WAR).withEnvironment("REGAUTH_LISTEN", "127.0.0.1:" + port);
        for (V1EnvVar variable : container.getEnv()) {
            String value = variable.getValue();
            proxy = proxy.withEnvironment(variable.getName(), places.getOrDefault(value, value));
        }
        assertThat(container.getLivenessProbe().getTcpSocket().getPort().getStrValue())
                .isEqualTo("https");
        String ready = container.getReadinessProbe().getHttpGet().getPath();

        try (Daemon running = Daemon.start(proxy, own.resolve("proxy.log"), () -> isListening(port))) {
            assertThat(status("https://127.0.0.1:" + port + ready))
                    .as(running.output())
                    .isEqualTo("503");
        }
    }

    /** What the ConfigMap that has this file has in it. */
    private static String configured(String file) {
        return manifests
                .of(V1ConfigMap.class)
                .map(map -> map.getData().get(file))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String status(String url) {
        return Command.of("curl", "--silent", "--insecure", "--output", "/dev/null", "--write-out", "%{http_code}", url)
                .run()
                .succeeded();
    }

    private static Stream<V1PodSpec> pods() {
        return Stream.of(pod("registry-proxy"), pod("registry"));
    }

    private static V1PodSpec pod(String name) {
        return manifests
                .of(V1Deployment.class)
                .filter(it -> name.equals(it.getMetadata().getName()))
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static V1NetworkPolicy policy(String name) {
        return manifests
                .of(V1NetworkPolicy.class)
                .filter(it -> name.equals(it.getMetadata().getName()))
                .findFirst()
                .orElseThrow();
    }
}
