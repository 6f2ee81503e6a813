package io.registryauth.proxy.e2e;

/** The proxy, started in one of the ways that it can run. */
record RunningProxy(Endpoint endpoint, AutoCloseable server) implements AutoCloseable {

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("The proxy does not stop", e);
        }
    }
}
