package io.memshare.acceptance.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Classes of the application whose objects refer to each other. */
@SuppressWarnings("unused")
public final class Graphs {

    private Graphs() {}

    public static class Node implements Serializable {
        private final String name;
        private Node next;

        public Node(String name) {
            this.name = name;
        }

        public Node to(Node node) {
            next = node;
            return this;
        }
    }

    /** A chain of nodes, the first of them. */
    public static Node chain(int length) {
        Node first = new Node("last");
        for (int i = 1; i < length; i++) {
            first = new Node("n" + i).to(first);
        }
        return first;
    }

    public static class Parent implements Serializable {
        private final List<Child> children = new ArrayList<>();
        private final Map<String, Child> byName = new HashMap<>();

        public Parent with(String name) {
            Child child = new Child(name, this);
            children.add(child);
            byName.put(name, child);
            return this;
        }
    }

    public static class Child implements Serializable {
        private final String name;
        private final Parent parent;

        Child(String name, Parent parent) {
            this.name = name;
            this.parent = parent;
        }
    }

    /** Has an identity by its id, as entities have, and is in a set of its owner. */
    public static class Owner implements Serializable {
        private final Set<Owned> owned = new HashSet<>();
        private Long id;

        public Owner(Long id) {
            this.id = id;
        }

        public Owner with(Long ownedId) {
            owned.add(new Owned(ownedId, this));
            return this;
        }
    }

    public static class Owned implements Serializable {
        private final Long id;
        private final Owner owner;

        Owned(Long id, Owner owner) {
            this.id = id;
            this.owner = owner;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Owned that && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return 31;
        }
    }

    public static class Shared implements Serializable {
        private List<String> one = new ArrayList<>(List.of("a"));
        private List<String> other = one;
        private Date from = new Date(5);
        private Date to = from;
        private Object array = new int[] {1};
        private Object same = array;
        private StringBuilder text = new StringBuilder("x");
        private StringBuilder again = text;
        private String string = "same";
        private String equal = "same";
    }

    public static class Tree implements Serializable {
        private final List<Tree> branches = new ArrayList<>();

        public static Tree of(int depth) {
            Tree tree = new Tree();
            for (int i = 0; depth > 0 && i < 2; i++) {
                tree.branches.add(of(depth - 1));
            }
            return tree;
        }
    }
}
