/**
 * What an application may implement or receive: where users come from ({@link io.registryauth.spi.Authenticator}), what
 * they may do ({@link io.registryauth.spi.AccessPolicy}), and who is told of it
 * ({@link io.registryauth.spi.AuthListener}). Its types use the JDK alone.
 *
 * <p>"No" is a value here, never an exception: {@link java.util.Optional#empty()} refuses credentials and
 * {@link io.registryauth.spi.Decision#denied(String)} refuses access. An exception means that it could not be told, and
 * the request is answered with 503.
 *
 * <p>One instance of each serves all requests at once: implementations must be thread-safe. For each interface the
 * project publishes a contract-test class in its test-jar, which an implementation's own test inherits.
 */
@NullMarked
package io.registryauth.spi;

import org.jspecify.annotations.NullMarked;
