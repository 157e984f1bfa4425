package io.memshare.acceptance.shop;

/** A plain enum. */
public enum Colour {
    RED,
    BLUE
}
