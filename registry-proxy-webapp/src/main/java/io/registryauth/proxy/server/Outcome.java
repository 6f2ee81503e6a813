package io.registryauth.proxy.server;

/** What may become of a command that was carried out. */
enum Outcome {
    YES,
    NO,
    /** Its answer is that something cannot be used. */
    UNUSABLE
}
