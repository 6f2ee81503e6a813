package io.registryauth.examples.deployments;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests, against what Kubernetes publishes of its API. */
final class Manifests {

    private interface Kind {
        /** Fails where a field is unknown, missing or of another type. */
        void validate(JsonElement manifest) throws IOException;
    }

    private static final Map<String, Kind> KINDS = Map.of(
            "v1 Namespace", V1Namespace::validateJsonElement,
            "v1 ConfigMap", V1ConfigMap::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    private Manifests() {}

    /** All manifests of a file, each valid. */
    static List<JsonObject> read(String yaml) throws IOException {
        List<JsonObject> manifests = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            JsonObject manifest = new Gson().toJsonTree(document).getAsJsonObject();
            String kind = manifest.get("apiVersion").getAsString() + ' '
                    + manifest.get("kind").getAsString();
            Kind known = KINDS.get(kind);
            if (known == null) {
                throw new AssertionError("no such kind: " + kind);
            }
            known.validate(manifest);
            manifests.add(manifest);
        }
        return manifests;
    }
}
