package io.memshare.acceptance.library;

import java.io.Serializable;

/** A record of a library that the application uses, and that nothing scans. */
public record Catalogue(String season) implements Serializable {}
