/** The proof that TgSQL gives one answer wherever it runs; the command lines. */
@NullMarked
package io.tiangong.conformance;

import org.jspecify.annotations.NullMarked;
