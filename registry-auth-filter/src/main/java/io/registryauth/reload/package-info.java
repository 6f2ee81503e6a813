/** Values that are read from files and kept current while the files change. Not API. */
@NullMarked
package io.registryauth.reload;

import org.jspecify.annotations.NullMarked;
