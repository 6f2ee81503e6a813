package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.StaticUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The command behind run.sh: measures one section after the other, and prints each when it is there. */
public final class Main {
    private Main() {}

    /** See run.sh for the options. */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("run.sh: " + e.getMessage() + "; --help explains");
            System.exit(1);
            return;
        }
        boolean failed;
        Path folder = Bench.openToAll(Files.createTempDirectory("benchmark"));
        // also when a signal ends it
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        try (Front upstream =
                StaticUpstream.start(Bench.openToAll(Files.createDirectory(folder.resolve("upstream"))))) {
            Bench bench = new Bench(options, folder, upstream);
            System.out.println(Machine.describe(options));
            failed = !measureAll(options, bench);
        }
        System.exit(failed ? 1 : 0);
    }

    /** Prints each section, also where one before it failed: a whole run takes long. */
    private static boolean measureAll(Options options, Bench bench) throws InterruptedException {
        boolean allThere = true;
        for (String name : options.only()) {
            try {
                System.out.println(Section.named(name).measure(bench));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | AssertionError e) {
                System.err.println("section " + name + " failed");
                e.printStackTrace();
                allThere = false;
            }
        }
        return allThere;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("something is left in " + folder + ": " + e);
        }
    }
}
