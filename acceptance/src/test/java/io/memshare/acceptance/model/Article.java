package io.memshare.acceptance.model;

import java.io.Serializable;
import java.util.List;

/** A record of another module of the application, which Spring scans too. */
public record Article(String name, List<String> colours) implements Serializable {}
