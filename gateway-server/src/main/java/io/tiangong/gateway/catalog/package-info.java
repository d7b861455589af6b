/** The catalog as callers may see it, for all doors. */
@NullMarked
package io.tiangong.gateway.catalog;

import org.jspecify.annotations.NullMarked;
