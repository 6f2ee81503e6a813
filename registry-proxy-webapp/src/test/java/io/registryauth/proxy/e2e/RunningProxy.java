package io.registryauth.proxy.e2e;

/** The proxy, started in one of the ways that it can run. */
record RunningProxy(Endpoint endpoint, AutoCloseable server) implements AutoCloseable {

    @Override
    public void close() throws Exception {
        server.close();
    }
}
