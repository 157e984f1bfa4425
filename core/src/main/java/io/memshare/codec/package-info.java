/**
 * Bytes and back: the primitives of the record format, the codec of a kind of record, and the transforms that stand
 * between a record and what a node keeps.
 */
@NullMarked
package io.memshare.codec;

import org.jspecify.annotations.NullMarked;
