/** Transfers of blobs: an upstream that keeps up with any proxy, and clients by the hundred. */
@NullMarked
package io.registryauth.examples.benchmark.blob;

import org.jspecify.annotations.NullMarked;
