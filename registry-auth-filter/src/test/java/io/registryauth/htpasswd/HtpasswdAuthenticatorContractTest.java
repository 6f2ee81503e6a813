package io.registryauth.htpasswd;

import io.registryauth.spi.Authenticator;
import io.registryauth.spi.AuthenticatorContract;
import io.registryauth.spi.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.mindrot.jbcrypt.BCrypt;

@ParameterizedClass
@MethodSource("hashes")
class HtpasswdAuthenticatorContractTest extends AuthenticatorContract {
    private static final String PASSWORD = "sesame, open";

    @Parameter
    String hash;

    @TempDir
    Path folder;

    static Stream<String> hashes() {
        return Stream.of(
                BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4)),
                org.apache.commons.codec.digest.Md5Crypt.apr1Crypt(PASSWORD));
    }

    @Override
    protected Authenticator authenticator() throws Exception {
        Path file = folder.resolve("users.htpasswd");
        Files.writeString(file, "janedoe:" + hash + "\n");
        return HtpasswdAuthenticator.load(file, HtpasswdLimits.DEFAULTS);
    }

    @Override
    protected Credentials genuine() {
        return new Credentials("janedoe", PASSWORD);
    }
}
