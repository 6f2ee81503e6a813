package io.registryauth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessPolicyContract;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritersPolicyTest extends AccessPolicyContract {
    private static final Identity ADMIN = new Identity("admin");
    private static final Identity JANE = new Identity("janedoe");
    private static final AccessRequest PUSH = request("PUT", "/v2/team/app/manifests/1", Action.PUSH);

    private final AccessPolicy policy = new WritersPolicy(List.of("admin", "admin-*"), List.of("GET", "HEAD"));

    @ParameterizedTest
    @ValueSource(strings = {"admin", "admin-", "admin-x", "admin-ci-7"})
    void writersMayDoEverything(String name) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            assertThat(decide(policy, name, request(method, "/v2/team/app/blobs/uploads/", Action.PUSH)))
                    .as(method)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "admins", "Admin", "ADMIN-x", "xadmin", "adm", "admin_", " admin"})
    void namesThatOnlyLookLikeWritersAreNot(String name) {
        assertThat(decide(policy, name, PUSH)).isFalse();
    }

    @Test
    void everybodyElseMayRead() {
        assertThat(decide(policy, "janedoe", request("GET", "/v2/team/app/tags/list", Action.PULL)))
                .isTrue();
        assertThat(decide(policy, "janedoe", request("HEAD", "/v2/team/app/manifests/1", Action.PULL)))
                .isTrue();
        assertThat(decide(policy, "janedoe", request("get", "/reports", null))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/users,true",
        "POST,/v1/users/,true",
        "PUT,/v1/users/,false",
        "POST,/v1/users/jane,false",
        "POST,/v1/user,false",
        "POST,/v2/users,false"
    })
    void everybodyMayLogInToAV1Registry(String method, String path, boolean allowed) {
        assertThat(decide(policy, "janedoe", new AccessRequest(method, path, List.of())))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | PUSH | janedoe may pull but not push (PUT needs one of the writers: admin, admin-*)",
                "DELETE | DELETE | janedoe may pull but not delete (DELETE needs one of the writers: admin, admin-*)",
                "POST | UNKNOWN | janedoe may pull but not write (POST needs one of the writers: admin, admin-*)"
            })
    void aRefusalSaysWhoMayDoWhat(String method, Action action, String reason) {
        assertThat(policy.decide(JANE, request(method, "/v2/team/app/x", action))
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void aRefusalOutsideTheRegistrySpeaksOfReadingAndWriting() {
        assertThat(policy.decide(JANE, request("OPTIONS", "/reports", null)).reason())
                .isEqualTo("janedoe may read but not write (OPTIONS needs one of the writers: admin, admin-*)");
    }

    @Test
    void aRefusedPullDoesNotClaimThatPullingIsAllowed() {
        AccessPolicy headOnly = new WritersPolicy(List.of("admin"), List.of("HEAD"));

        assertThat(headOnly.decide(JANE, request("GET", "/v2/team/app/manifests/1", Action.PULL))
                        .reason())
                .isEqualTo("janedoe may not read (GET needs one of the writers: admin)");
    }

    @Test
    void rolesFollowTheNames() {
        assertThat(policy.isInRole(ADMIN, "writer")).isTrue();
        assertThat(policy.isInRole(ADMIN, "reader")).isTrue();
        assertThat(policy.isInRole(JANE, "reader")).isTrue();
        assertThat(policy.isInRole(JANE, "writer")).isFalse();
        assertThat(policy.isInRole(JANE, "Writer")).isFalse();
    }

    @Test
    void aLoneStarMakesEverybodyAWriter() {
        assertThat(decide(new WritersPolicy(List.of("*"), List.of("GET")), "anyone", PUSH))
                .isTrue();
    }

    private static boolean decide(AccessPolicy policy, String name, AccessRequest request) {
        return policy.decide(new Identity(name), request).isAllowed();
    }

    private static AccessRequest request(String method, String path, @Nullable Action action) {
        return new AccessRequest(method, path, action == null ? List.of() : List.of(new Access("team/app", action)));
    }

    @Override
    protected AccessPolicy policy() {
        return policy;
    }

    @Override
    protected Identity allowedUser() {
        return ADMIN;
    }

    @Override
    protected AccessRequest allowedRequest() {
        return PUSH;
    }

    @Override
    protected Identity deniedUser() {
        return JANE;
    }

    @Override
    protected AccessRequest deniedRequest() {
        return PUSH;
    }
}
