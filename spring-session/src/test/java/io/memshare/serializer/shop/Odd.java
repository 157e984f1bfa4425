package io.memshare.serializer.shop;

import java.io.Serializable;

/** A class of its own file, which tests load by other names. */
public record Odd(Object left, Object right) implements Serializable {}
