package io.registryauth.examples.policy;

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

class OwnNamespacePolicyTest extends AccessPolicyContract {
    private static final Identity JANE = new Identity("jane");

    private final AccessPolicy policy = new OwnNamespacePolicy();

    @Override
    protected AccessPolicy policy() {
        return policy;
    }

    @Override
    protected Identity allowedUser() {
        return JANE;
    }

    @Override
    protected AccessRequest allowedRequest() {
        return asked("PUT", access("jane/app", Action.PUSH));
    }

    @Override
    protected Identity deniedUser() {
        return JANE;
    }

    @Override
    protected AccessRequest deniedRequest() {
        return asked("GET", access("janet/app", Action.PULL));
    }

    @Test
    void everybodyPullsFromTheLibraryAndDoesNothingElseThere() {
        assertThat(allows("GET", access("library/base", Action.PULL))).isTrue();
        assertThat(allows("PUT", access("library/base", Action.PUSH))).isFalse();
        assertThat(allows("DELETE", access("library/base", Action.DELETE))).isFalse();
    }

    @Test
    void aNamespaceIsWholeSegmentsOfANameAndBelowIt() {
        assertThat(allows("DELETE", access("jane/team/app", Action.DELETE))).isTrue();
        assertThat(allows("PUT", access("jane", Action.PUSH))).isFalse();
        assertThat(allows("PUT", access("team/jane/app", Action.PUSH))).isFalse();
    }

    @Test
    void aMountNeedsItsSourceAsWell() {
        assertThat(allows("POST", access("jane/app", Action.PUSH), access("library/base", Action.PULL)))
                .isTrue();
        assertThat(allows("POST", access("jane/app", Action.PUSH), access("bob/app", Action.PULL)))
                .isFalse();
    }

    @Test
    void theNamesOfAllRepositoriesAreNobodys() {
        assertThat(allows("GET", access(null, Action.CATALOG))).isFalse();
    }

    @Test
    void whatIsNoRepositoryIsRead() {
        assertThat(allows("GET")).isTrue();
        assertThat(allows("POST")).isFalse();
    }

    private boolean allows(String method, Access... accesses) {
        return policy.decide(JANE, asked(method, accesses)).isAllowed();
    }

    private static AccessRequest asked(String method, Access... accesses) {
        return new AccessRequest(method, "/v2/", List.of(accesses));
    }

    private static Access access(@Nullable String repository, Action action) {
        return new Access(repository, action);
    }
}
