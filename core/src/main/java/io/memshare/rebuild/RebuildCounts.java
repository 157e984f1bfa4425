package io.memshare.rebuild;

/**
 * What a rebuild has done. Immutable.
 *
 * @param checked records that were looked at
 * @param copied records that the node lacked and has now
 * @param damaged records that no node holds in a readable form, which were left alone
 * @param foreign records in a format that this version does not know, which were left alone
 * @param failed records that could not be read or written
 */
public record RebuildCounts(long checked, long copied, long damaged, long foreign, long failed) {}
