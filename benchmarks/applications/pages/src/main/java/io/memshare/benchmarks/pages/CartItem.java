package io.memshare.benchmarks.pages;

import java.io.Serializable;

/** What somebody wants to buy. */
public record CartItem(String name, int count, long priceInCents) implements Serializable {}
