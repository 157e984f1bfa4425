package io.memshare.acceptance.shop;

/** An enum whose constants are classes of their own. */
public enum Operation {
    PLUS("+") {
        @Override
        public int of(int one, int other) {
            return one + other;
        }
    },
    TIMES("*") {
        @Override
        public int of(int one, int other) {
            return one * other;
        }
    };

    private final String sign;

    Operation(String sign) {
        this.sign = sign;
    }

    public abstract int of(int one, int other);

    @Override
    public String toString() {
        return sign;
    }
}
