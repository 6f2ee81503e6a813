/** What {@code java -jar} needs beside the web application: the command line, and a server with TLS. */
@NullMarked
package io.registryauth.proxy.server;

import org.jspecify.annotations.NullMarked;
