package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A program at a terminal, and somebody who answers its prompts. */
public final class AtTerminal implements AutoCloseable {
    private final Command command;
    private final Process process;
    private final InputStream screen;
    private final OutputStream keys;
    private final StringBuilder shown = new StringBuilder();

    private AtTerminal(Command command, Process process) {
        this.command = command;
        this.process = process;
        this.screen = process.getInputStream();
        this.keys = process.getOutputStream();
    }

    /** Starts it; its words stand in a shell's command, unquoted. */
    public static AtTerminal start(Command command) throws IOException {
        ProcessBuilder script = new ProcessBuilder(
                        Command.installed("script").toString(),
                        "--quiet",
                        "--return",
                        "--command",
                        command.toString(),
                        "/dev/null")
                .redirectErrorStream(true);
        script.environment().putAll(command.environment());
        return new AtTerminal(command, script.start());
    }

    /** Waits for a prompt, and answers it. */
    public void answer(String prompt, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(prompt)) {
            int b = screen.read();
            assertThat(b).as("%s%s, waiting for %s", shown, read, prompt).isNotEqualTo(-1);
            read.append((char) b);
        }
        shown.append(read);
        keys.write((text + "\n").getBytes(UTF_8));
        keys.flush();
    }

    /** Waits for the end. */
    public Result end() throws IOException, InterruptedException {
        shown.append(new String(screen.readAllBytes(), UTF_8));
        return new Result(command.toString(), process.waitFor(), shown.toString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
