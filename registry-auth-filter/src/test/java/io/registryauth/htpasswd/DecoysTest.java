package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecoysTest {
    private static final int NAMES = 10_000;

    private static List<StoredHash> users(int bcrypt5, int bcrypt10, int apr1) {
        List<StoredHash> users = new ArrayList<>();
        add(users, bcrypt5, "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC");
        add(users, bcrypt10, "$2y$10$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC");
        add(users, apr1, Vector.of("apr1").hash());
        return users;
    }

    private static void add(List<StoredHash> users, int count, String hash) {
        Scheme scheme = Objects.requireNonNull(Schemes.of(hash));
        for (int i = 0; i < count; i++) {
            users.add(new StoredHash(scheme, hash));
        }
    }

    private static Decoys decoys(List<StoredHash> users) {
        Decoys.Counter counter = new Decoys.Counter();
        users.forEach(counter::add);
        return counter.decoys();
    }

    private static String pick(Decoys decoys, int place) {
        StoredHash decoy = Objects.requireNonNull(decoys.at(place));
        return decoy.scheme().name() + decoy.cost();
    }

    private static List<String> picks(Decoys decoys, NameHash nameHash) {
        return IntStream.range(0, NAMES)
                .mapToObj(i -> pick(decoys, nameHash.of("user" + i)))
                .toList();
    }

    @Test
    void unknownNamesAreSpreadLikeTheUsersOfTheFile() {
        Map<String, Long> counts = picks(decoys(users(20, 70, 10)), new NameHash(new byte[32])).stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrder("bcrypt5", "bcrypt10", "apr10");
        assertThat(counts.get("bcrypt5")).isBetween(1800L, 2200L);
        assertThat(counts.get("bcrypt10")).isBetween(6800L, 7200L);
        assertThat(counts.get("apr10")).isBetween(800L, 1200L);
    }

    @Test
    void everyPlaceMeetsAUserAndTheSharesAreExact() {
        Decoys decoys = decoys(users(1, 1, 2));

        assertThat(pick(decoys, 0)).isEqualTo("apr10");
        assertThat(pick(decoys, 0x7FFFFFFF)).isEqualTo("apr10");
        assertThat(pick(decoys, 0x80000000)).isEqualTo("bcrypt5");
        assertThat(pick(decoys, 0xBFFFFFFF)).isEqualTo("bcrypt5");
        assertThat(pick(decoys, 0xC0000000)).isEqualTo("bcrypt10");
        assertThat(pick(decoys, -1)).isEqualTo("bcrypt10");
    }

    @Test
    void aChangeToTheFileMovesFewNames() {
        NameHash nameHash = new NameHash(new byte[32]);
        List<String> before = picks(decoys(users(20, 70, 10)), nameHash);
        List<String> after = picks(decoys(users(21, 70, 10)), nameHash);

        long moved = IntStream.range(0, NAMES)
                .filter(i -> !before.get(i).equals(after.get(i)))
                .count();
        assertThat(moved).isLessThan(NAMES / 50);
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        NameHash nameHash = new NameHash(new byte[32]);
        List<StoredHash> reversed = new ArrayList<>(users(20, 70, 10));
        Collections.reverse(reversed);

        assertThat(picks(decoys(reversed), nameHash)).isEqualTo(picks(decoys(users(20, 70, 10)), nameHash));
    }

    @Test
    void withoutTheKeyTheChoiceCannotBeForetold() {
        Decoys decoys = decoys(users(50, 50, 0));

        assertThat(picks(decoys, NameHash.keyedBy("a"))).isNotEqualTo(picks(decoys, NameHash.keyedBy("b")));
    }

    @Test
    void aFileWithoutUsersHasNoDecoy() {
        assertThat(decoys(List.of()).at(0)).isNull();
        assertThat(decoys(List.of()).at(-1)).isNull();
    }
}
