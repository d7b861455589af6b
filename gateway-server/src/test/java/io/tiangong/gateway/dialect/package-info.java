@NullMarked
package io.tiangong.gateway.dialect;

import org.jspecify.annotations.NullMarked;
