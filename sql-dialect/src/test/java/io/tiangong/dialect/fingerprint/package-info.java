@NullMarked
package io.tiangong.dialect.fingerprint;

import org.jspecify.annotations.NullMarked;
