/**
 * Encoding and decoding: the primitives of the record format, the codec of a kind of record, and the envelope in
 * which a record is stored.
 *
 * <p>API for applications.
 */
@NullMarked
package io.memshare.codec;

import org.jspecify.annotations.NullMarked;
