package io.memshare.session.web;

/** Placeholder. */
public final class StoreUnavailableFilter {}
