/** What a caller may read. */
@NullMarked
package io.tiangong.gateway.permission;

import org.jspecify.annotations.NullMarked;
