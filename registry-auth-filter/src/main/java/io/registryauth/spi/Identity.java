package io.registryauth.spi;

import java.security.Principal;

/**
 * A user whose credentials were found genuine. Names are compared exactly, letter case included.
 *
 * @param name the user's name, never empty
 */
public record Identity(String name) implements Principal {
    public Identity {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a name");
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
