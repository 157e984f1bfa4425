package io.memshare.memcached;

/**
 * The settings that a server reports. Immutable.
 *
 * @param itemLimit the maximum size of a stored item in bytes
 * @param asksForPassword whether connections must authenticate
 * @param comparesAndSets whether items have the tokens that conditional writes need
 */
record ServerSettings(int itemLimit, boolean asksForPassword, boolean comparesAndSets) {}
