/**
 * What an application may implement or receive. Its types use the JDK alone.
 *
 * <h2>How the pieces fit</h2>
 *
 * <p>Three interfaces may be implemented, each by itself, and given to the filter's builder:
 *
 * <ul>
 *   <li>{@link io.registryauth.spi.Authenticator} tells whether {@link io.registryauth.spi.Credentials} are genuine, and whose
 *       ({@link io.registryauth.spi.Identity}). It takes the place of the users file, not of what stands before it: the filter
 *       remembers genuine credentials, slows guessers down, and bounds how many verifications run at once. What it remembers
 *       holds for as long as the user's stamp is the same, so that an authenticator decides how soon a change counts.
 *   <li>{@link io.registryauth.spi.AccessPolicy} decides on an {@link io.registryauth.spi.AccessRequest}: a method, a path, and
 *       every {@link io.registryauth.spi.Access} that the request needs, of which a mount from another repository has two. It
 *       need not know a registry's URLs.
 *   <li>{@link io.registryauth.spi.AuthListener} is told of each decision as an {@link io.registryauth.spi.AuthEvent}, for an
 *       audit log or counters.
 * </ul>
 *
 * <h2>No, and could not tell</h2>
 *
 * <p>"No" is a value here, never an exception: {@link java.util.Optional#empty()} refuses credentials and
 * {@link io.registryauth.spi.Decision#denied(String)} refuses access, with a sentence that clients print. An exception means
 * that it could not be told, and the request is answered with 503, never with a pass. What a listener throws is logged and
 * changes nothing.
 *
 * <h2>Threads and lifecycle</h2>
 *
 * <p>One instance of each serves all requests at once, on their container threads: implementations must be thread-safe. An
 * authenticator may block while it verifies, within the filter's bounds; its stamps, a policy and a listener answer at once and
 * without I/O. The filter neither starts nor closes what it is given: connections that an implementation holds are the
 * application's to open before {@code build()} and to close after the filter's {@code destroy}. The values are immutable;
 * credentials live as long as one decision and must not be kept.
 *
 * <h2>Contract tests</h2>
 *
 * <p>For each interface the project publishes a contract-test class in its test-jar, which an implementation's own test
 * inherits.
 */
@NullMarked
package io.registryauth.spi;

import org.jspecify.annotations.NullMarked;
