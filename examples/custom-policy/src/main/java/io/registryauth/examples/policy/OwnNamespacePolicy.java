package io.registryauth.examples.policy;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;

/**
 * Users do what they want in the repositories below their own name, such as {@code jane/app} for jane, and everybody pulls
 * from {@code library/}, which is the user library's.
 */
final class OwnNamespacePolicy implements AccessPolicy {
    @Override
    public Decision decide(Identity identity, AccessRequest request) {
        if (request.accesses().isEmpty()) {
            return isRead(request) ? Decision.allowed() : Decision.denied("only repositories can be written to");
        }
        for (Access access : request.accesses()) {
            if (!may(identity, access)) {
                return Decision.denied(identity.name() + " may pull from library/ and do everything in "
                        + identity.name() + "/, and nothing else");
            }
        }
        return Decision.allowed();
    }

    private static boolean may(Identity identity, Access access) {
        String repository = access.repository();
        if (repository == null || access.action() == Action.UNKNOWN) {
            return false;
        }
        return repository.startsWith(identity.name() + "/")
                || (access.action() == Action.PULL && repository.startsWith("library/"));
    }

    private static boolean isRead(AccessRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }
}
