/**
 * Key planning: from conditions on key columns to the points or ranges of row keys to read.
 *
 * <p>Pure; knows nothing of the HBase client. What is read is never too little; {@link
 * io.tiangong.hbase.keyplan.KeyCondition#test} tells what of it is too much.
 */
@NullMarked
package io.tiangong.hbase.keyplan;

import org.jspecify.annotations.NullMarked;
