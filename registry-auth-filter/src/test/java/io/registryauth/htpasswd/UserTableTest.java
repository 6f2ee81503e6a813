package io.registryauth.htpasswd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTableTest {
    private static int add(UserTable table, String name, String text, int line) {
        return table.add(name.getBytes(UTF_8), text, line);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50_000, 100_000, 1_000_000})
    void everyNameIsFoundHoweverManyWereExpected(int expected) {
        UserTable table = new UserTable(expected);
        for (int i = 1; i <= 100_000; i++) {
            assertThat(add(table, "user" + i, "text " + i, i)).isZero();
        }

        for (int i = 1; i <= 100_000; i++) {
            assertThat(table.find("user" + i)).isEqualTo("text " + i);
            assertThat(add(table, "user" + i, "again", 7)).isEqualTo(i);
            assertThat(table.find("nobody" + i)).isNull();
        }
    }

    @Test
    void onlyTheWholeNameIsFound() {
        UserTable table = new UserTable(0);
        add(table, "jane", "$2y$", 1);
        add(table, "\u00e4", "text", 2);
        add(table, "?", "text", 3);
        add(table, "", "nameless", 4);

        assertThat(table.find("\u00e4")).isEqualTo("text");
        assertThat(table.find("")).isEqualTo("nameless");
        for (String other : new String[] {"Jane", "jan", "jane:", "jane:$2y$", "a\u0308", "\ud800", ":"}) {
            assertThat(table.find(other)).as(other).isNull();
        }
    }

    /** Seen only where the hashes of two names agree, which cannot be brought about from outside. */
    @Test
    void anEntryIsOfItsWholeNameAlone() {
        byte[] entry = "jane:text".getBytes(UTF_8);

        assertThat(UserTable.isOf(entry, "jane".getBytes(UTF_8), 4)).isTrue();
        for (String other : new String[] {"", "jan", "jane:", "jane:text", "jane:text:more", "joe", "Jane"}) {
            assertThat(UserTable.isOf(entry, other.getBytes(UTF_8), other.length()))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void aNameMayLoseItsText() {
        UserTable table = new UserTable(0);
        add(table, "jane", "text", 7);
        table.clear("jane".getBytes(UTF_8));

        assertThat(table.find("jane")).isEmpty();
        assertThat(add(table, "jane", "again", 8)).isEqualTo(7);
    }
}
