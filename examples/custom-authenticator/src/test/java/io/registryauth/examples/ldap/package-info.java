@NullMarked
package io.registryauth.examples.ldap;

import org.jspecify.annotations.NullMarked;
