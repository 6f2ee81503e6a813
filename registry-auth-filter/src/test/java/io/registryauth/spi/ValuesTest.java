package io.registryauth.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void credentialsNeverPrintThePassword() {
        assertThat(new Credentials("jane", "open sesame")).hasToString("Credentials[user=jane, password=***]");
    }

    @Test
    void anIdentityHasAName() {
        assertThat(new Identity("jane").getName()).isEqualTo("jane");
        assertThatThrownBy(() -> new Identity("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusalHasAReason() {
        assertThat(Decision.denied("not today").isAllowed()).isFalse();
        assertThat(Decision.denied("not today")).hasToString("denied: not today");
        assertThat(Decision.allowed().isAllowed()).isTrue();
        assertThatThrownBy(() -> Decision.denied(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccessRequestKeepsItsOwnList() {
        List<Access> accesses = new ArrayList<>(List.of(new Access("team/app", Action.PULL)));
        AccessRequest request = new AccessRequest("GET", "/v2/team/app/tags/list", accesses);
        accesses.clear();

        assertThat(request.accesses()).containsExactly(new Access("team/app", Action.PULL));
    }
}
