package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessPolicyContract;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Identity;
import java.time.InstantSource;
import java.util.List;

class RulesPolicyContractTest extends AccessPolicyContract {
    private final AccessPolicy policy;

    RulesPolicyContractTest() throws InvalidFileException {
        byte[] file = "rules: [{users: [jane], repositories: [team/app], allow: [pull]}]".getBytes(UTF_8);
        AccessRules rules = AccessRules.compile(RulesParser.parse("access.yml", file), Groups.NONE);
        policy = new RulesPolicy(() -> rules, InstantSource.system());
    }

    @Override
    protected AccessPolicy policy() {
        return policy;
    }

    @Override
    protected Identity allowedUser() {
        return new Identity("jane");
    }

    @Override
    protected AccessRequest allowedRequest() {
        return pull("team/app");
    }

    @Override
    protected Identity deniedUser() {
        return new Identity("jane");
    }

    @Override
    protected AccessRequest deniedRequest() {
        return pull("team/other");
    }

    private static AccessRequest pull(String repository) {
        return new AccessRequest(
                "GET", "/v2/" + repository + "/tags/list", List.of(new Access(repository, Action.PULL)));
    }
}
