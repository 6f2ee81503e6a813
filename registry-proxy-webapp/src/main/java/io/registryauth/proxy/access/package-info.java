/**
 * What operators ask about users, groups and rules: why a request is allowed or refused, what in the files is wrong or can
 * hardly be meant, and who may do what. It decides nothing by itself.
 */
@NullMarked
package io.registryauth.proxy.access;

import org.jspecify.annotations.NullMarked;
