package io.memshare.memcached;

/**
 * What a server tells of its settings. Immutable.
 *
 * @param itemLimit the largest item in bytes that is stored there
 * @param asksForPassword whether connections have to authenticate
 * @param comparesAndSets whether items have the tokens that conditional writes need
 */
record ServerSettings(int itemLimit, boolean asksForPassword, boolean comparesAndSets) {}
