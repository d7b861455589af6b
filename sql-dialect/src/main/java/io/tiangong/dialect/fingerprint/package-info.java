/** The shape of a statement, apart from its literals, and what is cached under it. */
@NullMarked
package io.tiangong.dialect.fingerprint;

import org.jspecify.annotations.NullMarked;
