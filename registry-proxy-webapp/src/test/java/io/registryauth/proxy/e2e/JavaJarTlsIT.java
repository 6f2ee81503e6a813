package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The WAR run by {@code java -jar}, with TLS. */
class JavaJarTlsIT extends LargeImageContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws IOException {
        return JavaJar.start(folder, upstream, users, TestCertificates.create(folder));
    }
}
