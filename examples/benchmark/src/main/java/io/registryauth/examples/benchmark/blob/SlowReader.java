package io.registryauth.examples.benchmark.blob;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a blob at some 40 kB/s, as long as it lasts. */
final class SlowReader implements Runnable {
    private static final int PIECE = 4096;
    private static final long PAUSE_MILLIS = 100;

    private final Client client;
    private final long size;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean served;
    private final AtomicLong bytes = new AtomicLong();

    SlowReader(Client client, long size) {
        this.client = client;
        this.size = size;
    }

    @Override
    public void run() {
        try (Wire wire = client.connect()) {
            client.get(wire, size);
            Head answer = wire.answer();
            served = answer.word(1).equals("200") && answer.length() == size;
            answered.countDown();
            while (served && bytes.get() < size) {
                long piece = Math.min(PIECE, size - bytes.get());
                wire.body(piece, false);
                bytes.addAndGet(piece);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            // whoever counts the bytes sees it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answered.countDown();
        }
    }

    /** Waits until the head of an answer is there, whatever it says. */
    void answered() throws InterruptedException {
        answered.await();
    }

    boolean isServed() {
        return served;
    }

    long bytes() {
        return bytes.get();
    }
}
