package io.registryauth.spi;

/**
 * The verdict on genuine credentials.
 *
 * @param identity who they belong to
 * @param stamp stands for what the verdict was based on, such as a digest of the stored hash; never the secret itself.
 *     A verdict may be remembered for as long as {@link Authenticator#stamp(String)} answers the same stamp for the user
 */
public record Authentication(Identity identity, String stamp) {}
