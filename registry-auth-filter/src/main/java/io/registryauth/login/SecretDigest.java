package io.registryauth.login;

/** 256 bits that stand for a secret without a way back. Its text tells nothing of them. */
record SecretDigest(long first, long second, long third, long fourth) {
    @Override
    public String toString() {
        return "Digest";
    }
}
