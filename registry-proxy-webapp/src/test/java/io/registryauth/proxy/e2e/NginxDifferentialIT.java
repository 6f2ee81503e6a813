package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proxy beside the scheme that it reproduces, in front of the same registry: both answer every kind of visitor,
 * method and path with the same status, or {@link NginxDifference} says why not.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NginxDifferentialIT {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK", "get");

    private RegistryContent content;

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    private NginxScheme nginx;

    @AutoClose
    private RunningProxy proxy;

    /** What both answered to the same request. */
    private record Answers(Visitor visitor, int nginx, int proxy) {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), Visitor.known());
        registry = RealRegistry.start(folder);
        content = new RegistryContent(registry.uri());
        content.putBack();
        nginx = NginxScheme.start(folder, registry.uri(), users);
        proxy = JavaJar.start(folder, registry.uri(), users, null);
    }

    static Stream<Arguments> requests() {
        return Arrays.stream(PathClass.values()).flatMap(kind -> kind.examples().stream()
                .flatMap(path -> METHODS.stream().map(method -> Arguments.of(kind, method, path))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void bothAnswerAlikeOrThereIsAReason(PathClass kind, String method, String path) throws IOException {
        List<Answers> answers = new ArrayList<>();
        for (Visitor visitor : Visitor.values()) {
            RawRequest request = request(method, path).as(visitor.user());
            answers.add(new Answers(visitor, send(request, nginx.endpoint()), send(request, proxy.endpoint())));
        }

        List<NginxDifference> differences = NginxDifference.ALL.stream()
                .filter(difference -> difference.covers(kind, method))
                .toList();

        if (differences.isEmpty()) {
            assertThat(answers).allMatch(answer -> answer.nginx() == answer.proxy());
        } else {
            assertThat(differences).hasSize(1);
            assertThat(answers)
                    .as(differences.get(0).reason())
                    .allMatch(answer -> answer.proxy() == differences.get(0).status())
                    .anyMatch(answer -> answer.nginx() != answer.proxy());
        }
    }

    private static RawRequest request(String method, String path) {
        RawRequest request = RawRequest.of(method, path);
        return method.equals("PUT") && path.contains("/manifests/")
                ? request.withBody(RegistryContent.MANIFEST_TYPE, RegistryContent.MANIFEST)
                : request;
    }

    /** Sends a request, and puts back what it may have deleted. */
    private int send(RawRequest request, Endpoint endpoint) throws IOException {
        int status = request.statusFrom(endpoint);
        if (request.method().equals("DELETE") && status == 202) {
            content.putBack();
        }
        return status;
    }
}
