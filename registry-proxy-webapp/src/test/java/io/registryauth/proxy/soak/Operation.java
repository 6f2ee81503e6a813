package io.registryauth.proxy.soak;

import java.io.IOException;
import java.util.SplittableRandom;

/** What a worker may do next, and how often of a hundred times. */
enum Operation {
    PUSH(17, Pushes::monolithic),
    PUSH_IN_CHUNKS(11, Pushes::chunked),
    MOUNT(7, Pushes::mount),
    PUSH_MANIFEST(10, Pushes::manifest),
    RETAG(4, Pushes::retag),
    PULL(21, Pulls::present),
    PULL_WHAT_IS_GONE(4, Pulls::gone),
    DELETE(8, Pulls::delete),
    READER_DELETES(2, Denials::readerDeletes),
    READER_PUSHES(2, Denials::readerPushes),
    READER_PUSHES_A_MANIFEST(2, Denials::readerPushesAManifest),
    READER_MOUNTS(2, Denials::readerMounts),
    STRANGER(2, Denials::stranger),
    LEAVE_DURING_AN_UPLOAD(4, Departures::duringAnUpload),
    LEAVE_DURING_A_DOWNLOAD(4, Departures::duringADownload);

    /** Does it, and fails with what is wrong. */
    private interface Doing {
        void run(Turn turn) throws IOException, InterruptedException;
    }

    private static final int HUNDRED = 100;

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final Doing doing;

    Operation(int weight, Doing doing) {
        this.weight = weight;
        this.doing = doing;
    }

    static Operation draw(SplittableRandom random) {
        int dice = random.nextInt(HUNDRED);
        for (Operation operation : values()) {
            dice -= operation.weight;
            if (dice < 0) {
                return operation;
            }
        }
        throw new AssertionError("the weights are less than a hundred");
    }

    void run(Turn turn) throws IOException, InterruptedException {
        doing.run(turn);
    }
}
