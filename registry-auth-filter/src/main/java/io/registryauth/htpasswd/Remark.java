package io.registryauth.htpasswd;

/** What an operator should know of some users of a valid file; its event is the log message. */
enum Remark {
    WEAK_ALLOWED("weak-hashes-allowed", "give these users a bcrypt hash with htpasswd -B or the WAR's user passwd"),
    WEAK_REFUSED(
            "weak-hashes-refused",
            "these users cannot log in; give them a bcrypt hash with htpasswd -B or the WAR's user passwd, or allow weak-hashes"),
    TOO_COSTLY(
            "costly-hashes-refused",
            "these users cannot log in; hash at a lower cost, or raise max-bcrypt-cost or max-sha-crypt-rounds"),
    UNKNOWN_SCHEME(
            "unknown-hashes-refused",
            "these users cannot log in; give them a bcrypt hash with htpasswd -B or the WAR's user passwd");

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
