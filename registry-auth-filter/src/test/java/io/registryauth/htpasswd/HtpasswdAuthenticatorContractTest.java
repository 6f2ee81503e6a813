package io.registryauth.htpasswd;

import io.registryauth.reload.Reloader;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.AuthenticatorContract;
import io.registryauth.spi.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.Crypt;
import org.apache.commons.codec.digest.Md5Crypt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.mindrot.jbcrypt.BCrypt;

@ParameterizedClass
@MethodSource("hashes")
class HtpasswdAuthenticatorContractTest extends AuthenticatorContract {
    private static final String PASSWORD = "sesame, open";

    private final String hash;

    @TempDir
    Path folder;

    HtpasswdAuthenticatorContractTest(String hash) {
        this.hash = hash;
    }

    static Stream<String> hashes() {
        return Stream.of(
                BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4)),
                Md5Crypt.apr1Crypt(PASSWORD),
                Crypt.crypt(PASSWORD, "$5$rounds=1000$saltstring"));
    }

    @Override
    protected Authenticator authenticator() throws Exception {
        Path file = folder.resolve("users.htpasswd");
        Files.writeString(file, "janedoe:" + hash + "\n");
        return HtpasswdAuthenticator.load(file, HtpasswdLimits.DEFAULTS, new Reloader());
    }

    @Override
    protected Credentials genuine() {
        return new Credentials("janedoe", PASSWORD);
    }
}
