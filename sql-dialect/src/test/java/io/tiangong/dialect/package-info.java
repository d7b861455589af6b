@NullMarked
package io.tiangong.dialect;

import org.jspecify.annotations.NullMarked;
