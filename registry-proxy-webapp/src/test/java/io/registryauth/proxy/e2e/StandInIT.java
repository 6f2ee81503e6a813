package io.registryauth.proxy.e2e;

import java.net.URI;
import java.nio.file.Path;

class StandInIT extends EndToEndContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception {
        NginxScheme nginx = NginxScheme.start(folder, upstream, users);
        return new RunningProxy(nginx.endpoint(), nginx);
    }
}
