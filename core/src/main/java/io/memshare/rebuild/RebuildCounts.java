package io.memshare.rebuild;

/**
 * The record counts of a rebuild. Immutable.
 *
 * @param checked records that were examined
 * @param copied records that the node lacked and now holds
 * @param damaged records that no node holds in a readable form, which were left unchanged
 * @param foreign records in a format that this version does not know, whose bytes were copied as they are
 * @param failed records that could not be read or written
 */
public record RebuildCounts(long checked, long copied, long damaged, long foreign, long failed) {}
