package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests, read by the classes that Kubernetes makes of its published schema: no field may be unknown or missing. */
record Manifests(List<Object> all) {

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 Namespace", V1Namespace.class,
            "v1 ConfigMap", V1ConfigMap.class,
            "v1 Service", V1Service.class,
            "apps/v1 Deployment", V1Deployment.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class);

    static Manifests read(String yaml) {
        List<Object> manifests = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            JsonObject manifest = new Gson().toJsonTree(document).getAsJsonObject();
            String kind = manifest.get("apiVersion").getAsString()
                    + ' '
                    + manifest.get("kind").getAsString();
            assertThat(KINDS).containsKey(kind);
            manifests.add(JSON.getGson().fromJson(manifest, KINDS.get(kind)));
        }
        return new Manifests(manifests);
    }

    <T> Stream<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }
}
