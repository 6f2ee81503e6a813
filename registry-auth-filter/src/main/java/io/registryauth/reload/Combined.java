package io.registryauth.reload;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value made of two that change while the process runs, such as those of two files that speak of each other. It is made
 * anew when a {@link #check()} finds another one of the two. If the two do not fit together, the last good value
 * stays in effect.
 * Thread-safe.
 */
public final class Combined<A, B, T> implements Refreshed, Supplier<T> {
    private final Supplier<? extends A> first;
    private final Supplier<? extends B> second;
    private final Combination<A, B, T> combination;
    private final FailureLog failures;

    private A seenFirst;
    private B seenSecond;
    private volatile T current;

    /**
     * Makes the value for the first time.
     *
     * @param file the one of the two that is called broken where they do not fit together
     * @throws InvalidFileException when they do not
     */
    Combined(
            Path file,
            Supplier<? extends A> first,
            Supplier<? extends B> second,
            Combination<A, B, T> combination,
            InstantSource clock,
            LongSupplier ticker)
            throws InvalidFileException {
        this.first = first;
        this.second = second;
        this.combination = combination;
        failures = new FailureLog(file, combination.name(), clock, ticker);
        seenFirst = first.get();
        seenSecond = second.get();
        current = combination.combine(seenFirst, seenSecond);
        combination.combined(current);
    }

    /** How two values become one. Its methods are called by one thread at a time. */
    public interface Combination<A, B, T> {
        /** What is made, such as {@code rules file}. */
        String name();

        /**
         * Makes the value.
         *
         * @return an immutable value
         * @throws InvalidFileException with everything that does not fit together
         */
        T combine(A first, B second) throws InvalidFileException;

        /** Is told of each value once it is in effect. */
        void combined(T now);
    }

    /** The value in effect: one volatile read. Whoever decides on it asks once for each decision. */
    @Override
    public T get() {
        return current;
    }

    @Override
    public Optional<FileFailure> failure() {
        return Optional.ofNullable(failures.present());
    }

    @Override
    public synchronized void check() {
        A nowFirst = first.get();
        B nowSecond = second.get();
        if (nowFirst == seenFirst && nowSecond == seenSecond) {
            failure().ifPresent(failure -> failures.failed(failure.problems()));
            return;
        }
        seenFirst = nowFirst;
        seenSecond = nowSecond;
        try {
            current = combination.combine(nowFirst, nowSecond);
            combination.combined(current);
            failures.recovered();
        } catch (InvalidFileException e) {
            failures.failed(e.problems());
        }
    }
}
