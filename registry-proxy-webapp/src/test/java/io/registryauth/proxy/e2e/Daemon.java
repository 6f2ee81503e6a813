package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A server program that runs until it is closed, at the latest until this Java process ends. */
public final class Daemon implements AutoCloseable {

    private final Command command;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    private Daemon(Command command, Path log, Process process) {
        this.command = command;
        this.log = log;
        this.process = process;
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts the program and waits until it is ready; its outputs go to the file. */
    public static Daemon start(Command command, Path log, Callable<Boolean> ready) throws IOException {
        Daemon daemon = new Daemon(command, log, command.start(log));
        try {
            daemon.awaitReady(ready);
            return daemon;
        } catch (RuntimeException | Error e) {
            daemon.close();
            throw e;
        }
    }

    /** A port of the loopback address that nobody listens on at the moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Callable<Boolean> ready) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || ready.call());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(command + " is not ready after a minute:\n" + output(), e);
        }
        assertThat(process.isAlive()).as("%s ended:%n%s", command, output()).isTrue();
    }

    /** What the program has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until the program has ended by itself and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("%s ended", command)
                .isTrue();
        return process.exitValue();
    }

    /** Asks the program to end, and makes it end where it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
