/**
 * Bytes and back: the primitives of the record format, the codec of a kind of record, and the envelope in which it is
 * stored.
 */
@NullMarked
package io.memshare.codec;

import org.jspecify.annotations.NullMarked;
