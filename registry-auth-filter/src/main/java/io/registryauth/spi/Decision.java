package io.registryauth.spi;

/** Whether a request may go on, and if not, why. Immutable. */
public final class Decision {
    private static final Decision ALLOWED = new Decision(true, "");

    private final boolean allowed;
    private final String reason;

    private Decision(boolean allowed, String reason) {
        this.allowed = allowed;
        this.reason = reason;
    }

    public static Decision allowed() {
        return ALLOWED;
    }

    /**
     * Refuses.
     *
     * @param reason a sentence for the person who asked: who may do what, and what was missing. Clients print it
     */
    public static Decision denied(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a refusal needs a reason");
        }
        return new Decision(false, reason);
    }

    public boolean isAllowed() {
        return allowed;
    }

    /** The sentence that says why access was refused; empty when it was allowed. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return allowed ? "allowed" : "denied: " + reason;
    }
}
