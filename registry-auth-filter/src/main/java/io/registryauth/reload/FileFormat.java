package io.registryauth.reload;

import org.jspecify.annotations.Nullable;

/** What stands in a file, and how people speak of it. Its methods are called by one thread at a time. */
public interface FileFormat<T> {
    /** What the file is, such as {@code users file}. */
    String name();

    /** What to do where there is no file, such as {@code make it with htpasswd}. */
    String remedy();

    /**
     * Reads the content of a file.
     *
     * @param content belongs to the caller, who forgets it
     * @return an immutable value
     * @throws InvalidFileException with everything that is wrong with it
     */
    T parse(byte[] content) throws InvalidFileException;

    /**
     * Is told of each value once it is in effect.
     *
     * @param before what was in effect until then; null at the start
     */
    void loaded(@Nullable T before, T now);
}
