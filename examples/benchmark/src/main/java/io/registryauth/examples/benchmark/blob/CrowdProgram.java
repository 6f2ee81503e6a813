package io.registryauth.examples.benchmark.blob;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** The program behind a {@link Crowd}: says how many were served, waits, and says how many are still there. */
final class CrowdProgram {
    private static final int BUFFER = 4096;
    private static final long WATCHED_MILLIS = 2_000;

    private CrowdProgram() {}

    /** {@code KIND PORT COUNT SIZE}; the end of the standard input ends the wait. */
    public static void main(String[] args) throws Exception {
        Client client = new Client(Integer.parseInt(args[1]), BUFFER);
        int count = Integer.parseInt(args[2]);
        long size = Long.parseLong(args[3]);
        switch (Crowd.Kind.valueOf(args[0])) {
            case IDLE -> idle(client, count, size);
            case SLOW -> slow(client, count, size);
        }
        System.exit(0);
    }

    private static void idle(Client client, int count, long size) throws IOException {
        List<Wire> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                connections.add(client.connect());
            } catch (ConnectException e) {
                // who is not let in is not served
            }
        }
        System.out.println(answered(client, connections, size));
        awaitEnd();
        System.out.println(answered(client, connections, size));
    }

    /** Who is answered, one after the other; where one waits in vain, nobody after it would be answered either. */
    private static int answered(Client client, List<Wire> connections, long size) {
        int answered = 0;
        for (Wire wire : connections) {
            try {
                answered += WholeBlobs.download(client, wire, size) ? 1 : 0;
            } catch (SocketTimeoutException e) {
                break;
            } catch (IOException e) {
                // it is gone
            }
        }
        return answered;
    }

    private static void slow(Client client, int count, long size) throws Exception {
        List<SlowReader> readers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readers.add(new SlowReader(client, size));
        }
        List<Thread> threads = readers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        for (SlowReader reader : readers) {
            reader.answered();
        }
        System.out.println(readers.stream().filter(SlowReader::isServed).count());
        awaitEnd();
        List<Long> before = readers.stream().map(SlowReader::bytes).toList();
        Thread.sleep(WATCHED_MILLIS);
        int there = 0;
        for (int i = 0; i < readers.size(); i++) {
            there += readers.get(i).bytes() > before.get(i) ? 1 : 0;
        }
        System.out.println(there);
    }

    private static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // until whoever started this closes it
        }
    }
}
