package io.registryauth.proxy;

/** The command line of the WAR. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
