/**
 * A servlet filter that stands in front of an application, mostly a proxy of a container registry, and decides who may do
 * what there.
 *
 * <h2>How the pieces fit</h2>
 *
 * <p>A request takes one way through {@link io.registryauth.RegistryAuthFilter}, and none back:
 *
 * <ol>
 *   <li>Its path and query are read strictly. What has more than one reading is refused with 400.
 *   <li>Its {@code Authorization} header gives {@link io.registryauth.spi.Credentials}: 400 where it makes no sense, 401 where
 *       there is none and the policy lets no strangers in.
 *   <li>An {@link io.registryauth.spi.Authenticator} verifies them, by default against a users file: 401. Before it stand the
 *       memory of verified credentials, a throttle for guessers (429), and bounds on how many verifications run at once (503).
 *       They apply to your own authenticator, too.
 *   <li>An {@link io.registryauth.spi.AccessPolicy} decides on the {@link io.registryauth.spi.AccessRequest}, by default by the
 *       user's name and the method: 403.
 *   <li>An {@link io.registryauth.spi.AuthListener} is told, and the request goes on to the application, or is answered.
 * </ol>
 *
 * <p>Refusals have the form of the OCI distribution specification's errors, so that clients print the sentence in them.
 *
 * <h2>What the application sees</h2>
 *
 * <p>A request that carries the identity as any authenticated one does ({@code getRemoteUser}, {@code getUserPrincipal},
 * {@code isUserInRole}), and no {@code Authorization} header. The request attributes that the filter's constants name hold the
 * identity, what was asked for, and the target: the path and query that were judged. A proxy builds its upstream URI from the
 * target alone; the request's own URI may have been decoded, or rewritten.
 *
 * <h2>Lifecycle</h2>
 *
 * <p>{@link io.registryauth.RegistryAuthFilter#builder()} configures a filter in code, and {@code build()} reads its files and
 * reports every problem at once. Named in a {@code web.xml}, the filter does so in {@code init}, with its init-params. Files
 * are followed by one daemon thread from {@code init} to {@code destroy}, both of which the container calls; a file that
 * breaks meanwhile leaves its last good content in effect, and {@link io.registryauth.RegistryAuthFilter#warnings()} says so.
 * After {@code destroy} no thread is left and nothing keeps the application's class loader. {@code init} may follow again.
 *
 * <h2>Threads</h2>
 *
 * <p>The filter is thread-safe, and serves any number of requests at once, each on its container thread: it never starts
 * asynchronous processing. A verification that takes long holds that thread; the bounds on verifications keep the others free.
 * The builder is not thread-safe.
 *
 * <h2>What is API</h2>
 *
 * <p>This package, {@link io.registryauth.spi}, the names and values of the settings in
 * {@link io.registryauth.settings.FilterSettings}, and {@link io.registryauth.settings.InvalidSettingsException}, which the
 * builder throws. All else may change at any time.
 */
@NullMarked
package io.registryauth;

import org.jspecify.annotations.NullMarked;
