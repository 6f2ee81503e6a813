package io.registryauth.htpasswd;

/** What an operator should know of some users of a valid file; its event is the log message. */
enum Remark {
    WEAK_ALLOWED("weak-hashes-allowed", "give these users a bcrypt hash: htpasswd -B"),
    WEAK_REFUSED(
            "weak-hashes-refused",
            "these users cannot log in; give them a bcrypt hash (htpasswd -B), or allow weak-hashes"),
    TOO_COSTLY(
            "costly-hashes-refused",
            "these users cannot log in; hash at a lower cost, or raise max-bcrypt-cost or max-sha-crypt-rounds"),
    UNKNOWN_SCHEME("unknown-hashes-refused", "these users cannot log in; give them a bcrypt hash: htpasswd -B");

    private final String event;
    private final String advice;

    Remark(String event, String advice) {
        this.event = event;
        this.advice = advice;
    }

    String event() {
        return event;
    }

    String advice() {
        return advice;
    }
}
