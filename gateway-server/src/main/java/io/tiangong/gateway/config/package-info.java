/** The configuration file as a tree of records. */
@NullMarked
package io.tiangong.gateway.config;

import org.jspecify.annotations.NullMarked;
