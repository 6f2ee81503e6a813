package io.registryauth.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
    private static int takeAll(Places places, String client) {
        int taken = 0;
        while (places.take(client)) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"32,1,16", "100,3,25", "3,3,1", "1,1,1", "0,1,0", "32,0,32", "0,0,0"})
    void oneClientAloneGetsItsPart(int all, int freeForEach, int part) {
        assertThat(takeAll(new Places(all, freeForEach), "one")).isEqualTo(part);
    }

    @Test
    void severalClientsTogetherLeavePlacesToOneThatHasNone() {
        Places places = new Places(32, 3);
        for (int i = 0; i < 8; i++) {
            takeAll(places, "client" + i);
        }

        assertThat(places.taken()).isLessThan(32);
        assertThat(places.take("another")).isTrue();
    }

    @Test
    void theLastPlaceIsForOneThatHasNone() {
        Places places = new Places(4, 3);
        for (int i = 0; i < 4; i++) {
            assertThat(takeAll(places, "client" + i)).isEqualTo(1);
        }

        assertThat(places.take("another")).isFalse();
    }

    @Test
    void aPlaceThatIsLeftCanBeTakenAgain() {
        Places places = new Places(4, 3);
        places.take("one");
        assertThat(places.take("one")).isFalse();
        places.leave("one");

        assertThat(places.taken()).isZero();
        assertThat(places.take("one")).isTrue();
    }
}
