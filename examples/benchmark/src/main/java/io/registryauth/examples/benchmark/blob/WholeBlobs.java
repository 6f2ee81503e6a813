package io.registryauth.examples.benchmark.blob;

import io.registryauth.examples.benchmark.peer.JavaProgram;
import io.registryauth.proxy.e2e.Command;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Moves many blobs at once, and looks at each byte; a program of its own, so that its memory is not another's. */
public final class WholeBlobs {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private WholeBlobs() {}

    /** Prints how many are whole: {@code PORT UPLOAD COUNT SIZE}, where UPLOAD is true or false. */
    public static void main(String[] args) throws Exception {
        Client client = new Client(Integer.parseInt(args[0]), Content.MOST);
        boolean upload = Boolean.parseBoolean(args[1]);
        int count = Integer.parseInt(args[2]);
        long size = Long.parseLong(args[3]);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        Callable<Boolean> transfer = () -> upload ? upload(client, size) : download(client, size);
        int whole = 0;
        for (var done :
                threads.invokeAll(Stream.generate(() -> transfer).limit(count).toList())) {
            try {
                whole += done.get() ? 1 : 0;
            } catch (ExecutionException e) {
                System.out.println(e.getCause());
            }
        }
        threads.shutdown();
        System.out.println(whole);
    }

    /** The command that does so. */
    public static Command command(URI server, boolean upload, int count, long size) {
        Command command = JavaProgram.of(
                WholeBlobs.class,
                Integer.toString(server.getPort()),
                Boolean.toString(upload),
                Integer.toString(count),
                Long.toString(size));
        return new Command(command.words(), command.environment(), command.input(), LIMIT);
    }

    static boolean download(Client client, long size) throws IOException {
        try (Wire wire = client.connect()) {
            return download(client, wire, size);
        }
    }

    static boolean download(Client client, Wire wire, long size) throws IOException {
        client.get(wire, size);
        Head answer = wire.answer();
        return answer.word(1).equals("200") && answer.length() == size && wire.body(size, true);
    }

    /** The upstream says whether it is whole. */
    static boolean upload(Client client, long size) throws IOException {
        try (Wire wire = client.connect()) {
            client.patch(wire, size);
            return wire.answer().word(1).equals("201");
        }
    }
}
