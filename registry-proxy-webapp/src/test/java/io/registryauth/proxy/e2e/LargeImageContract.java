package io.registryauth.proxy.e2e;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link EndToEndContract}, and images that no buffer holds go through as well. */
abstract class LargeImageContract extends EndToEndContract {

    @ParameterizedTest
    @EnumSource
    void aLayerOf200MegabytesGoesBothWays(Client kind) throws Exception {
        goesBothWays(kind, 200 * 1024);
    }
}
